package dev.mcpk8s.verb;

import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ClusterSessions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/** How every native verb deals with its cluster: opened, worked with, ended well, given back. */
@Singleton
public final class ClusterWork {

    private final ClusterSessions sessions;

    public ClusterWork(ClusterSessions sessions) {
        this.sessions = sessions;
    }

    /** What a verb does with the cluster. */
    @FunctionalInterface
    public interface Work {
        void with(ClusterSession session) throws IOException;
    }

    /**
     * Works with the cluster the command is meant for.
     *
     * @return success, when the work ended without a failure
     * @throws CommandException also when warnings are to count as errors and there were some
     */
    public ExitStatus run(GlobalFlags flags, ExecutionContext context, Work work)
            throws IOException {
        return run(flags, List.of(), context, work);
    }

    /**
     * The same for arguments that name types. Where a configuration is wrong, and the namespace is
     * not asked of it first, kubectl finds that out with each type of a list.
     */
    public ExitStatus run(
            GlobalFlags flags, List<String> arguments, ExecutionContext context, Work work)
            throws IOException {
        int types = arguments.size() == 1 ? arguments.getFirst().split(",", -1).length : 1;
        try (ClusterSession session = open(flags, context, types)) {
            return finish(session, work);
        }
    }

    private ClusterSession open(GlobalFlags flags, ExecutionContext context, int types)
            throws IOException {
        try {
            return sessions.open(context.target(), flags, context.cancellation(), context::stderr);
        } catch (CommandException wrong) {
            if (types < 2 || flags.namespace() == null || wrong.code() != ErrorCode.USAGE) {
                throw wrong;
            }
            String text =
                    wrong.text().replace("Error in configuration: ", "invalid configuration: ");
            throw new AggregateException(
                    Collections.nCopies(types, new CommandException(ErrorCode.USAGE, text)));
        }
    }

    /** The same for work that asks the server itself and none of its objects. */
    public ExitStatus runOnServer(GlobalFlags flags, ExecutionContext context, Work work)
            throws IOException {
        try (ClusterSession session =
                sessions.openServer(
                        context.target(), flags, context.cancellation(), context::stderr)) {
            return finish(session, work);
        }
    }

    /** A question to the server whose answer decides on the exit code. */
    @FunctionalInterface
    public interface Question {
        ExitStatus ask(ClusterSession session) throws IOException;
    }

    /**
     * Asks the server.
     *
     * @return what the answer means
     */
    public ExitStatus askServer(GlobalFlags flags, ExecutionContext context, Question question)
            throws IOException {
        try (ClusterSession session =
                sessions.openServer(
                        context.target(), flags, context.cancellation(), context::stderr)) {
            ExitStatus status = question.ask(session);
            if (status.equals(ExitStatus.SUCCESS)) {
                session.finish();
            }
            return status;
        }
    }

    private static ExitStatus finish(ClusterSession session, Work work) throws IOException {
        work.with(session);
        session.finish();
        return ExitStatus.SUCCESS;
    }
}
