package dev.mcpk8s.verb.apiversions;

import dev.mcpk8s.command.ApiVersionsCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.Discovery;
import dev.mcpk8s.verb.ClusterWork;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.stream.Collectors;

/** Runs {@code kubectl api-versions} (kubectl: {@code pkg/cmd/apiresources/apiversions.go}). */
@Singleton
final class ApiVersionsHandler implements CommandHandler<ApiVersionsCommand> {

    private final ClusterWork cluster;

    ApiVersionsHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<ApiVersionsCommand> commandType() {
        return ApiVersionsCommand.class;
    }

    @Override
    public ExitStatus run(ApiVersionsCommand command, ExecutionContext context) throws IOException {
        return cluster.runOnServer(
                command.flags(),
                context,
                session ->
                        context.stdout(
                                discover(session).versions().stream()
                                        .map(version -> version.groupVersion() + "\n")
                                        .sorted()
                                        .collect(Collectors.joining())));
    }

    private static Discovery discover(ClusterSession session) throws IOException {
        try {
            return session.discover();
        } catch (StatusException failure) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    "couldn't get available api versions from server: " + failure.text());
        }
    }
}
