package dev.mcpk8s.verb.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.RolloutStatusCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.verb.ClusterWork;
import dev.mcpk8s.workload.Deadline;
import dev.mcpk8s.workload.LiveObject;
import dev.mcpk8s.workload.ObjectObserver;
import dev.mcpk8s.workload.ObjectWatch;
import dev.mcpk8s.workload.RolloutStatus;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Runs {@code kubectl rollout status} (kubectl: {@code pkg/cmd/rollout/rollout_status.go}). */
@Singleton
final class RolloutStatusHandler implements CommandHandler<RolloutStatusCommand> {

    private final ClusterWork cluster;

    RolloutStatusHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<RolloutStatusCommand> commandType() {
        return RolloutStatusCommand.class;
    }

    @Override
    public ExitStatus run(RolloutStatusCommand command, ExecutionContext context)
            throws IOException {
        return cluster.run(command.flags(), context, session -> follow(command, session, context));
    }

    private static void follow(
            RolloutStatusCommand command, ClusterSession session, ExecutionContext context)
            throws IOException {
        String namespace = session.namespace();
        boolean[] any = {false};
        CommandException failure =
                new RolloutObjects(command.arguments(), command.files(), command.labelSelector())
                        .visit(
                                command.flags(),
                                session,
                                context,
                                found -> {
                                    any[0] = true;
                                    follow(found, command, session, context);
                                });
        if (failure != null) {
            throw failure;
        }
        if (!any[0]) {
            context.stderr("No resources found in " + namespace + " namespace.\n");
        }
    }

    private static void follow(
            LiveObject found,
            RolloutStatusCommand command,
            ClusterSession session,
            ExecutionContext context)
            throws IOException {
        Observer observer = new Observer(RolloutStatus.viewer(found.mapping()), command, context);
        Deadline deadline =
                command.timeout().isZero() ? Deadline.NONE : Deadline.in(command.timeout());
        boolean done;
        try {
            done =
                    new ObjectWatch(session, context.cancellation(), found, deadline)
                            .until(observer);
        } catch (InterruptedException e) {
            throw new IllegalStateException("threads are never interrupted here", e);
        }
        if (!done) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED, "timed out waiting for the condition");
        }
    }

    /** Tells of each state. An object that comes back is not the one that was asked for. */
    private record Observer(
            RolloutStatus.Viewer viewer, RolloutStatusCommand command, ExecutionContext context)
            implements ObjectObserver {

        @Override
        public boolean missing() {
            return false;
        }

        @Override
        public boolean present(JsonNode object) {
            RolloutStatus status = viewer.of(object, command.revision());
            context.stdout(status.message());
            return status.done() || !command.watch();
        }

        @Override
        public boolean deleted() {
            throw new CommandException(ErrorCode.COMMAND_FAILED, "object has been deleted");
        }
    }
}
