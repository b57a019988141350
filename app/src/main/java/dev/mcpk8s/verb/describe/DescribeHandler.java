package dev.mcpk8s.verb.describe;

import dev.mcpk8s.command.DescribeCommand;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.verb.ClusterWork;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Runs {@code kubectl describe} (kubectl: {@code pkg/cmd/describe/describe.go}). */
@Singleton
final class DescribeHandler implements CommandHandler<DescribeCommand> {

    private final ClusterWork cluster;
    private final Describers describers;

    DescribeHandler(ClusterWork cluster, Describers describers) {
        this.cluster = cluster;
        this.describers = describers;
    }

    @Override
    public Class<DescribeCommand> commandType() {
        return DescribeCommand.class;
    }

    @Override
    public ExitStatus run(DescribeCommand command, ExecutionContext context) throws IOException {
        return cluster.run(
                command.flags(),
                command.arguments(),
                context,
                session -> {
                    try (OutputWriter out = new OutputWriter(context.output(), Channel.STDOUT)) {
                        new DescribeRun(command, context, session, describers, out)
                                .run(context::stderr);
                    }
                });
    }
}
