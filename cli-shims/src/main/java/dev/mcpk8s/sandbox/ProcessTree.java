package dev.mcpk8s.sandbox;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program and everything that it started, and how to end all of it.
 *
 * <p>A process belongs to the tree when its environment carries the run's mark, when it is in the
 * session that the program leads, when it writes to the program's pipes, or when its parent belongs
 * to the tree. The mark finds those that made themselves independent; the others find those that
 * dropped the mark. A control group, where there is one, finds all of them.
 */
final class ProcessTree {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);
    private static final Duration GRACE = Duration.ofMillis(400);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 5;
    private static final boolean TABLE_READABLE = ProcessTable.isReadable();

    private final Process leader;
    private final String mark;
    private final boolean leadsSession;
    private final Optional<RunCgroup> group;
    private final Optional<ProcessTable.Entry> asStarted;
    private final Set<String> pipes;
    private final AtomicBoolean ending = new AtomicBoolean();
    private volatile boolean ended;

    /**
     * @param mark text in the environment of this tree's processes and no others
     * @param leadsSession whether the program was started as the leader of its own session
     * @param group that everything of the tree was born in, where there is one
     */
    ProcessTree(Process leader, String mark, boolean leadsSession, Optional<RunCgroup> group) {
        this.leader = leader;
        this.mark = mark;
        this.leadsSession = leadsSession;
        this.group = group;
        this.asStarted = ProcessTable.entry(leader.pid());
        this.pipes = ProcessTable.pipes(leader.pid());
    }

    /**
     * Asks the program to end, and ends the tree a moment later whatever it does. Returns at once.
     * The moment lets helm write down that a release failed.
     */
    void endSoon() {
        if (ending.compareAndSet(false, true)) {
            leader.toHandle().destroy();
            Thread.ofVirtual().name("sandbox-end").start(this::endAfterGrace);
        }
    }

    /** Ends everything that is left, and returns when nothing is. */
    void end() {
        if (ended) {
            return;
        }
        long start = System.nanoTime();
        int emptyInTurn = 0;
        int needed = ending.get() ? 2 : 1;
        while (emptyInTurn < needed) {
            group.ifPresent(RunCgroup::kill);
            Set<Long> left = members();
            if (left.isEmpty()) {
                emptyInTurn++;
            } else {
                emptyInTurn = 0;
                needed = 2;
                left.forEach(ProcessTree::kill);
            }
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                LOG.atError().addKeyValue("processes", left.size()).log("processes will not end");
                return;
            }
            if (emptyInTurn < needed) {
                pause();
            }
        }
        ended = true;
    }

    /** Ends every process with this text in its environment. */
    static void endMarked(String mark) {
        for (ProcessTable.Entry entry : ProcessTable.read()) {
            if (ProcessTable.environmentContains(entry.pid(), mark)) {
                kill(entry.pid());
            }
        }
    }

    private void endAfterGrace() {
        try {
            boolean ended = leader.waitFor(GRACE.toNanos(), TimeUnit.NANOSECONDS);
            LOG.trace("ended in time: {}", ended);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    private Set<Long> members() {
        if (!TABLE_READABLE) {
            Set<Long> handles =
                    leader.descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
            if (leader.isAlive()) {
                handles.add(leader.pid());
            }
            return handles;
        }
        long since = asStarted.map(ProcessTable.Entry::start).orElse(0L);
        List<ProcessTable.Entry> candidates =
                ProcessTable.read().stream()
                        .filter(entry -> entry.start() >= since)
                        .filter(entry -> entry.pid() != ProcessHandle.current().pid())
                        .toList();
        boolean sessionIsOurs = leadsSession && !numberUsedAgain(candidates);
        Set<Long> members = new HashSet<>();
        for (ProcessTable.Entry entry : candidates) {
            if ((sessionIsOurs && entry.session() == leader.pid())
                    || isLeader(entry)
                    || ProcessTable.environmentContains(entry.pid(), mark)
                    || !Collections.disjoint(pipes, ProcessTable.pipes(entry.pid()))) {
                members.add(entry.pid());
            }
        }
        while (addChildren(candidates, members)) {
            // until a round finds no more
        }
        return members;
    }

    private boolean isLeader(ProcessTable.Entry entry) {
        return asStarted.isPresent()
                && entry.pid() == leader.pid()
                && entry.start() == asStarted.get().start();
    }

    /** Whether the leader is dead and buried and a stranger has its number. */
    private boolean numberUsedAgain(List<ProcessTable.Entry> entries) {
        return entries.stream().anyMatch(entry -> entry.pid() == leader.pid() && !isLeader(entry));
    }

    private static boolean addChildren(List<ProcessTable.Entry> entries, Set<Long> members) {
        boolean more = false;
        for (ProcessTable.Entry entry : entries) {
            if (members.contains(entry.parent())) {
                more |= members.add(entry.pid());
            }
        }
        return more;
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException hurried) {
            // ending the processes matters more; whoever waits next sees the interrupt
            Thread.currentThread().interrupt();
        }
    }
}
