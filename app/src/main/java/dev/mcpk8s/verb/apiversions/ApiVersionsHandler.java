package dev.mcpk8s.verb.apiversions;

import dev.mcpk8s.command.ApiVersionsCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ClusterSessions;
import dev.mcpk8s.resource.Discovery;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.stream.Collectors;

/** Runs {@code kubectl api-versions} (kubectl: {@code pkg/cmd/apiresources/apiversions.go}). */
@Singleton
final class ApiVersionsHandler implements CommandHandler<ApiVersionsCommand> {

    private final ClusterSessions sessions;

    ApiVersionsHandler(ClusterSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Class<ApiVersionsCommand> commandType() {
        return ApiVersionsCommand.class;
    }

    @Override
    public ExitStatus run(ApiVersionsCommand command, ExecutionContext context) throws IOException {
        try (ClusterSession session =
                sessions.openServer(
                        context.target(),
                        command.flags(),
                        context.cancellation(),
                        context::stderr)) {
            context.stdout(
                    discover(session).versions().stream()
                            .map(version -> version.groupVersion() + "\n")
                            .sorted()
                            .collect(Collectors.joining()));
            session.finish();
            return ExitStatus.SUCCESS;
        }
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
