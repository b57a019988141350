package dev.mcpk8s.verb.top;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.TopPodCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.verb.ClusterWork;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs {@code kubectl top pod} (kubectl: {@code pkg/cmd/top/top_pod.go}). */
@Singleton
final class TopPodHandler implements CommandHandler<TopPodCommand> {

    /** How long a pod's metrics may take before their absence is told of the pod. */
    private static final Duration METRICS_DELAY = Duration.ofMinutes(2);

    private final ClusterWork cluster;

    TopPodHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<TopPodCommand> commandType() {
        return TopPodCommand.class;
    }

    @Override
    public ExitStatus run(TopPodCommand command, ExecutionContext context) throws IOException {
        return cluster.run(command.flags(), context, session -> print(command, session, context));
    }

    private static void print(
            TopPodCommand command, ClusterSession session, ExecutionContext context)
            throws IOException {
        Metrics.checkSortKey(command.sortBy());
        ListOptions selection =
                new ListOptions(command.labelSelector(), command.fieldSelector(), 0, "");
        boolean selective =
                !command.labelSelector().isEmpty() || !command.fieldSelector().isEmpty();
        if (!command.name().isEmpty() && selective) {
            throw CommandException.usage("only one of NAME or selector can be provided");
        }
        Metrics metrics = new Metrics(session);
        String namespace = command.allNamespaces() ? "" : session.namespace();
        List<PodUsage> pods =
                metrics.find(Metrics.POD_METRICS, namespace, command.name(), selection).stream()
                        .map(PodUsage::of)
                        .toList();
        if (pods.isEmpty()) {
            explain(metrics.find(Metrics.PODS, session.namespace(), "", selection));
            context.stderr(
                    command.allNamespaces()
                            ? "No resources found\n"
                            : "No resources found in " + session.namespace() + " namespace.\n");
            return;
        }
        try (OutputWriter out = new OutputWriter(context.output(), Channel.STDOUT)) {
            new PodUsageTable(command, out).print(pods);
        }
    }

    /**
     * @param pods those whose metrics are missing
     * @throws CommandException when there are any
     */
    private static void explain(List<JsonNode> pods) {
        for (JsonNode pod : pods) {
            JsonNode metadata = pod.path("metadata");
            Instant made = Instant.parse(metadata.path("creationTimestamp").asText());
            Duration age = Duration.between(made, Instant.now());
            if (age.compareTo(METRICS_DELAY) > 0) {
                throw new CommandException(
                        ErrorCode.COMMAND_FAILED,
                        "Metrics not available for pod %s/%s, age: %s"
                                .formatted(
                                        metadata.path("namespace").asText(),
                                        metadata.path("name").asText(),
                                        text(age)));
            }
        }
        if (!pods.isEmpty()) {
            throw new CommandException(ErrorCode.COMMAND_FAILED, "metrics not available yet");
        }
    }

    /** As Go prints a duration of minutes or more. */
    private static String text(Duration age) {
        BigDecimal seconds =
                BigDecimal.valueOf(age.toSecondsPart())
                        .add(BigDecimal.valueOf(age.toNanosPart(), 9))
                        .stripTrailingZeros();
        long hours = age.toHours();
        return (hours > 0 ? hours + "h" : "")
                + age.toMinutesPart()
                + "m"
                + seconds.toPlainString()
                + "s";
    }
}
