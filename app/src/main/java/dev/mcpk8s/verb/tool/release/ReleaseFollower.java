package dev.mcpk8s.verb.tool.release;

import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.resource.ClusterSessions;
import dev.mcpk8s.workload.Deadline;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells how far a release is while helm waits for it, which helm itself does not, and in the end
 * what was not ready. It looks with the caller's credentials, as helm does, and never changes how
 * the command ends.
 */
@Singleton
public final class ReleaseFollower {

    /** One command that is followed. */
    public interface Following {

        /** Does nothing. */
        Following NONE = _ -> {};

        /**
         * To be called once, whatever ended the command; blocks for a moment.
         *
         * @param ended how
         */
        void end(Ending ended);
    }

    /** How a followed command ended. */
    public enum Ending {
        WELL,
        /** The tool itself gave up. */
        BADLY,
        /** Its time ran out, and with it the time to look. */
        STOPPED
    }

    /** After its time a command can say nothing more, so the last words come before. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final ClusterSessions sessions;

    ReleaseFollower(ClusterSessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Begins to follow, when there is something to follow.
     *
     * @param note receives lines, each with its newline, from another thread
     */
    public Following follow(ToolCommand command, ExecutionContext context, Consumer<String> note) {
        Optional<ReleaseOperation> operation = ReleaseOperation.of(command);
        if (operation.isEmpty()) {
            return Following.NONE;
        }
        ReleaseWatch watch =
                new ReleaseWatch(
                        sessions,
                        operation.get(),
                        context.target(),
                        Deadline.in(context.timeLimit().minus(LAST_WORDS)),
                        note);
        watch.start();
        return watch;
    }
}
