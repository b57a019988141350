package dev.mcpk8s.verb.top;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.TopNodeCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.golang.GoSort;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.verb.ClusterWork;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs {@code kubectl top node} (kubectl: {@code pkg/cmd/top/top_node.go}). Nodes without metrics
 * come last, sorted, where kubectl leaves their order to chance.
 */
@Singleton
final class TopNodeHandler implements CommandHandler<TopNodeCommand> {

    private final ClusterWork cluster;

    TopNodeHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    private record NodeUsage(String name, Usage usage) {}

    /**
     * @param hasSwap whether the node says how much swap it has
     */
    private record Available(Usage resources, boolean hasSwap) {}

    @Override
    public Class<TopNodeCommand> commandType() {
        return TopNodeCommand.class;
    }

    @Override
    public ExitStatus run(TopNodeCommand command, ExecutionContext context) throws IOException {
        return cluster.runOnServer(
                command.flags(), context, session -> print(command, session, context));
    }

    private static void print(
            TopNodeCommand command, ClusterSession session, ExecutionContext context)
            throws IOException {
        Metrics.checkSortKey(command.sortBy());
        if (!command.name().isEmpty() && !command.labelSelector().isEmpty()) {
            throw CommandException.usage("only one of NAME or --selector can be provided");
        }
        Metrics metrics = new Metrics(session);
        ListOptions selection = new ListOptions(command.labelSelector(), "", 0, "");
        List<NodeUsage> used = new ArrayList<>();
        for (JsonNode node : metrics.find(Metrics.NODE_METRICS, "", command.name(), selection)) {
            used.add(
                    new NodeUsage(
                            node.path("metadata").path("name").asText(),
                            Usage.of(node.path("usage"))));
        }
        if (used.isEmpty()) {
            throw new CommandException(ErrorCode.COMMAND_FAILED, "metrics not available yet");
        }
        Map<String, Available> available = new TreeMap<>();
        for (JsonNode node : metrics.find(Metrics.NODES, "", command.name(), selection)) {
            available.put(
                    node.path("metadata").path("name").asText(),
                    available(node.path("status"), command.showCapacity()));
        }
        sort(used, command.sortBy());
        try (OutputWriter out = new OutputWriter(context.output(), Channel.STDOUT)) {
            print(command, used, available, new UsageTable(out, command.showSwap()));
        }
    }

    private static Available available(JsonNode status, boolean capacity) {
        Usage resources = Usage.of(status.path(capacity ? "capacity" : "allocatable"));
        JsonNode swap = status.path("nodeInfo").path("swap").path("capacity");
        return swap.isNumber()
                ? new Available(resources.with("swap", BigDecimal.valueOf(swap.asLong())), true)
                : new Available(resources, false);
    }

    private static void sort(List<NodeUsage> nodes, String sortBy) {
        GoSort.sort(
                nodes,
                switch (sortBy) {
                    case "cpu" -> (a, b) -> a.usage().milli("cpu") > b.usage().milli("cpu");
                    case "memory" ->
                            (a, b) -> a.usage().whole("memory") > b.usage().whole("memory");
                    default -> (a, b) -> a.name().compareTo(b.name()) < 0;
                });
    }

    private static void print(
            TopNodeCommand command,
            List<NodeUsage> used,
            Map<String, Available> available,
            UsageTable table)
            throws IOException {
        if (!command.noHeaders()) {
            table.cell("NAME\tCPU(cores)\tCPU(%)\tMEMORY(bytes)\tMEMORY(%)");
            if (command.showSwap()) {
                table.cell("SWAP(bytes)\tSWAP(%)");
            }
            table.endLine();
        }
        for (NodeUsage node : used) {
            Available has = available.remove(node.name());
            table.cell(node.name());
            table.shares(
                    node.usage(),
                    has == null ? Usage.NOTHING : has.resources(),
                    has == null || has.hasSwap());
            table.endLine();
        }
        for (String name : available.keySet()) {
            table.cell(name);
            table.unknownShares();
            table.endLine();
        }
        table.finish();
    }
}
