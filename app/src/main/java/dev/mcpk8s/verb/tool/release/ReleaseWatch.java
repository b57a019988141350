package dev.mcpk8s.verb.tool.release;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ClusterSessions;
import dev.mcpk8s.verb.tool.release.ReleaseFollower.Ending;
import dev.mcpk8s.verb.tool.release.ReleaseFollower.Following;
import dev.mcpk8s.workload.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Looks every few seconds, on a thread of its own, and tells what changed. */
final class ReleaseWatch implements Following {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);
    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    private final ClusterSessions sessions;
    private final ReleaseOperation operation;
    private final ClusterTarget target;
    private final Deadline lastWords;
    private final Consumer<String> note;
    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;
    private final Map<String, Readiness> told = new HashMap<>();
    private final AtomicBoolean explained = new AtomicBoolean();
    private volatile Ending ending = Ending.WELL;
    private volatile List<String> unready = List.of();
    private volatile List<String> warnings = List.of();

    ReleaseWatch(
            ClusterSessions sessions,
            ReleaseOperation operation,
            ClusterTarget target,
            Deadline lastWords,
            Consumer<String> note) {
        this.sessions = sessions;
        this.operation = operation;
        this.target = target;
        this.lastWords = lastWords;
        this.note = note;
        this.thread = Thread.ofVirtual().name("release").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void end(Ending ended) {
        ending = ended;
        over.countDown();
        if (ended != Ending.BADLY) {
            cancellation.cancel(ErrorCode.CANCELLED);
        }
        try {
            thread.join(LAST_LOOK);
            cancellation.cancel(ErrorCode.CANCELLED);
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        if (ended != Ending.WELL) {
            explain();
        }
    }

    /** Says once what is not ready. */
    private void explain() {
        if (!unready.isEmpty() && explained.compareAndSet(false, true)) {
            StringBuilder text = new StringBuilder("not ready in the end:\n");
            unready.forEach(line -> text.append("  ").append(line).append('\n'));
            if (!warnings.isEmpty()) {
                text.append("warnings of the cluster:\n");
                warnings.forEach(line -> text.append("  ").append(line).append('\n'));
            }
            say(text.toString());
        }
    }

    /** A reader who is gone ends the command, and with it this. */
    private void say(String lines) {
        try {
            note.accept(lines);
        } catch (CommandException nobodyReads) {
            over.countDown();
        }
    }

    private void run() {
        try {
            if (!endsWithin(BETWEEN_LOOKS) || ending == Ending.BADLY) {
                follow();
            }
        } catch (CommandException | IOException notSeen) {
            if (!cancellation.isCancelled()) {
                say("progress: cannot be told: " + notSeen.getMessage() + "\n");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() throws IOException, InterruptedException {
        try (ClusterSession session =
                sessions.open(target, operation.flags(), cancellation, _ -> {})) {
            ReleaseView view = new ReleaseView(session);
            List<Subject> subjects = List.of();
            boolean last;
            do {
                last = over.getCount() == 0;
                if (subjects.isEmpty()) {
                    List<String> states = last ? List.of() : operation.states();
                    subjects =
                            ReleaseRecord.newest(session, operation.release(), states)
                                    .map(release -> subjects(release, session))
                                    .orElse(List.of());
                }
                tell(view, subjects);
            } while (!last && looksAgain());
        }
    }

    private boolean looksAgain() throws InterruptedException {
        if (!lastWords.isPast() && endsWithin(lastWords.atMost(BETWEEN_LOOKS))) {
            return ending == Ending.BADLY;
        }
        if (lastWords.isPast()) {
            explain();
            return !endsWithin(BETWEEN_LOOKS) || ending == Ending.BADLY;
        }
        return true;
    }

    private static List<Subject> subjects(ReleaseRecord release, ClusterSession session) {
        try {
            return Subject.of(release, session);
        } catch (IOException unreachable) {
            return List.of();
        }
    }

    private void tell(ReleaseView view, List<Subject> subjects) throws IOException {
        Map<String, Readiness> seen = view.look(subjects);
        seen.forEach(
                (title, readiness) -> {
                    Readiness before = told.get(title);
                    boolean news = before == null ? !readiness.ready() : !readiness.equals(before);
                    if (news && over.getCount() > 0) {
                        told.put(title, readiness);
                        say("progress: " + title + ": " + readiness.state() + "\n");
                    }
                });
        unready = ReleaseView.unready(seen);
        warnings = unready.isEmpty() ? List.of() : view.warnings(seen.keySet());
    }

    private boolean endsWithin(Duration time) throws InterruptedException {
        return over.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
