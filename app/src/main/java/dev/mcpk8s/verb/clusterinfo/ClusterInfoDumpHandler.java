package dev.mcpk8s.verb.clusterinfo;

import dev.mcpk8s.command.ClusterInfoDumpCommand;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.verb.ClusterWork;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Runs {@code kubectl cluster-info dump} (kubectl: {@code
 * pkg/cmd/clusterinfo/clusterinfo_dump.go}).
 */
@Singleton
final class ClusterInfoDumpHandler implements CommandHandler<ClusterInfoDumpCommand> {

    private final ClusterWork cluster;

    ClusterInfoDumpHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<ClusterInfoDumpCommand> commandType() {
        return ClusterInfoDumpCommand.class;
    }

    @Override
    public ExitStatus run(ClusterInfoDumpCommand command, ExecutionContext context)
            throws IOException {
        return cluster.runOnServer(
                command.flags(),
                context,
                session -> {
                    try (OutputWriter out = new OutputWriter(context.output(), Channel.STDOUT)) {
                        new Dump(command, session, context, out).run();
                    }
                });
    }
}
