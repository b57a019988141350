package dev.mcpk8s.verb.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.cluster.KubeconfigView;
import dev.mcpk8s.command.ConfigContextsCommand;
import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.print.TabWriter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code kubectl config get-contexts} (kubectl: {@code pkg/cmd/config/get_contexts.go}). What
 * is there is printed before what is not is told.
 */
@Singleton
final class ConfigContextsHandler implements CommandHandler<ConfigContextsCommand> {

    private final KubeconfigView kubeconfigs;

    ConfigContextsHandler(KubeconfigView kubeconfigs) {
        this.kubeconfigs = kubeconfigs;
    }

    @Override
    public Class<ConfigContextsCommand> commandType() {
        return ConfigContextsCommand.class;
    }

    @Override
    public ExitStatus run(ConfigContextsCommand command, ExecutionContext context)
            throws IOException {
        ObjectNode kubeconfig = kubeconfigs.read(context.target());
        Map<String, JsonNode> known = new LinkedHashMap<>();
        for (JsonNode entry : kubeconfig.path("contexts")) {
            known.put(entry.path("name").asText(), entry.path("context"));
        }
        List<String> shown =
                new ArrayList<>(command.names().isEmpty() ? known.keySet() : command.names());
        shown.retainAll(known.keySet());
        shown.sort(null);
        try (OutputWriter out = new OutputWriter(context.output(), Channel.STDOUT)) {
            TabWriter table = TabWriter.forTables(out);
            if (!command.noHeaders() && !command.namesOnly()) {
                table.write("CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE\n");
            }
            String current = kubeconfig.path("current-context").asText();
            for (String name : shown) {
                String mark = name.equals(current) ? "*" : " ";
                table.write(
                        command.namesOnly()
                                ? name + "\n"
                                : mark + "\t" + name + columns(known.get(name)) + "\n");
            }
            table.flush();
        }
        failForMissing(command.names(), known);
        return ExitStatus.SUCCESS;
    }

    private static String columns(@Nullable JsonNode context) {
        StringBuilder columns = new StringBuilder();
        for (String field : new String[] {"cluster", "user", "namespace"}) {
            columns.append('\t').append(context == null ? "" : context.path(field).asText(""));
        }
        return columns.toString();
    }

    private static void failForMissing(List<String> names, Map<String, JsonNode> known) {
        List<CommandException> failures =
                names.stream()
                        .filter(name -> !known.containsKey(name))
                        .map(name -> "context " + name + " not found")
                        .map(text -> new CommandException(ErrorCode.COMMAND_FAILED, text))
                        .toList();
        if (!failures.isEmpty()) {
            throw new AggregateException(failures);
        }
    }
}
