package dev.mcpk8s.sandbox;

import dev.mcpk8s.sandbox.SandboxException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs external programs: each in a private folder, with an environment of its own, streamed as it
 * writes, and gone with everything it started when it ends, is stopped, or the service dies.
 */
public final class Sandbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    /** What the tools may start themselves: {@code kubectl diff} and {@code argocd app diff}. */
    private static final List<String> HELPERS = List.of("diff");

    private final SandboxSettings settings;
    private final ServiceFolder service;
    private final Places places;
    private final Launcher launcher;
    private final Optional<ServiceCgroup> groups;
    private final Guard guard;
    private final boolean guardPossible = Guard.isPossible();
    private final List<Path> helpers;
    private final Set<ProcessTree> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Sandbox(SandboxSettings settings, ServiceFolder service, ProgramSearch search) {
        this.settings = settings;
        this.service = service;
        this.places =
                new Places(
                        settings.maximumConcurrent(),
                        settings.maximumQueue(),
                        settings.maximumWait());
        this.helpers = HELPERS.stream().flatMap(name -> search.find(name).stream()).toList();
        this.launcher = new Launcher(search, settings, helpers);
        this.groups = guardPossible ? ServiceCgroup.open(settings, service.id()) : Optional.empty();
        this.guard = new Guard(launcher.ownSession(), service, groups);
        if (!guardPossible) {
            LOG.warn("no shell or no /proc: a program would outlive a killed service");
        }
    }

    /**
     * Opens the sandbox and removes what services that died left behind.
     *
     * @throws IllegalStateException when containment is required and there is too little of it
     */
    public static Sandbox open(SandboxSettings settings) {
        try {
            ServiceFolder folder = ServiceFolder.open(settings.directory());
            try {
                return new Sandbox(settings, folder, ProgramSearch.onPath());
            } catch (IllegalStateException uncontained) {
                folder.close();
                throw uncontained;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "the sandbox cannot make its folder; name another one", failure);
        }
    }

    /**
     * Runs the program to its end, blocking. When it returns or throws, no process and no file of
     * the run is left.
     *
     * @param output called by one thread at a time, never after the end
     * @param stop ends the program early; it gets SIGTERM and, 400 ms later, its whole tree SIGKILL
     * @return the exit code, 128 + n for a program that died of signal n
     * @throws SandboxException when the program was not run, or not to its end
     */
    public int run(SandboxRun run, SandboxOutput output, StopSignal stop)
            throws InterruptedException {
        RunFiles files = RunFiles.check(run.files(), settings);
        try (Places.Place _ = places.take(stop)) {
            refuseWhenClosed();
            ensureGuard();
            String id = ServiceFolder.randomName();
            try (RunFolder folder =
                    RunFolder.make(service.path().resolve(id), run, files, helpers)) {
                return start(id, new Running(run, folder, output, stop));
            } catch (IOException failure) {
                LOG.atError()
                        .addKeyValue("folder", service.path())
                        .addKeyValue("failure", failure.getClass().getSimpleName())
                        .log("a private folder could not be written");
                throw new SandboxException(
                        Reason.NO_ROOM,
                        "the sandbox cannot write its private files: its folder is full or not"
                                + " writable; the operator can name another one with"
                                + " mcp-k8s.sandbox.directory");
            }
        }
    }

    /** What the kernel holds programs back from here; in the first moment it waits to know. */
    public ContainmentLayers containment() {
        return launcher.layers();
    }

    /** What control groups give here; in the first moment it waits to know. */
    public CgroupLayers cgroups() {
        return launcher.entersGroups()
                ? groups.map(ServiceCgroup::layers).orElse(CgroupLayers.NONE)
                : CgroupLayers.NONE;
    }

    /** Where the control groups of runs are, if anywhere. */
    Optional<ServiceCgroup> groups() {
        return groups;
    }

    /** How many runs wait for a place. */
    int waiting() {
        return places.waiting();
    }

    /** Where the private folders are. */
    Path folder() {
        return service.path();
    }

    /** Ends every program and removes every file; later runs are refused. */
    @Override
    public void close() {
        closed = true;
        running.forEach(ProcessTree::endSoon);
        long start = System.nanoTime();
        while (!running.isEmpty() && System.nanoTime() - start < CLOSING.toNanos()) {
            running.forEach(ProcessTree::endSoon);
            try {
                Thread.sleep(5);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        ProcessTree.endMarked(RunFolder.MARK + "=" + service.id() + "/");
        service.close();
        guard.close();
        groups.ifPresent(ServiceCgroup::close);
    }

    private record Running(
            SandboxRun run, RunFolder folder, SandboxOutput output, StopSignal stop) {}

    private int start(String id, Running now) throws InterruptedException {
        String mark = service.id() + "/" + id;
        Map<String, String> environment = now.folder().environment(mark);
        Optional<RunCgroup> group = group(id);
        try {
            Process process = launcher.start(now.run(), now.folder(), environment, group);
            ProcessTree tree =
                    new ProcessTree(
                            process, RunFolder.MARK + "=" + mark, launcher.leadsSession(), group);
            running.add(tree);
            if (closed) {
                tree.endSoon();
            }
            OutputGate gate = new OutputGate(settings.maximumOutput());
            try {
                return await(process, tree, gate, now, group);
            } finally {
                tree.end();
                now.folder().close();
                running.remove(tree);
                gate.close();
            }
        } finally {
            group.ifPresent(RunCgroup::close);
        }
    }

    private Optional<RunCgroup> group(String id) {
        if (groups.isEmpty() || !launcher.entersGroups()) {
            return Optional.empty();
        }
        try {
            return Optional.of(groups.get().make(id));
        } catch (IOException refused) {
            refuseWhenClosed();
            throw new SandboxException(
                    Reason.NOT_STARTED,
                    "the system gave the program no control group; the operator can do without with"
                            + " mcp-k8s.sandbox.cgroups=false");
        }
    }

    /** The tree is ended before the last output is awaited: a slow reader keeps no process. */
    private int await(
            Process process,
            ProcessTree tree,
            OutputGate gate,
            Running now,
            Optional<RunCgroup> group)
            throws InterruptedException {
        SandboxOutput output = now.output();
        OutputPump stdout =
                OutputPump.start(
                        process.getInputStream(),
                        piece -> gate.pass(piece, output::stdout),
                        tree::endSoon);
        OutputPump stderr =
                OutputPump.start(
                        process.getErrorStream(),
                        piece -> gate.pass(piece, output::stderr),
                        tree::endSoon);
        int exitCode;
        SortedMap<String, byte[]> written;
        Optional<SandboxException> exceeded;
        try (StopSignal.Registration _ = now.stop().onStop(tree::endSoon)) {
            exitCode = process.waitFor();
            tree.end();
            exceeded = exitCode == 0 ? Optional.empty() : group.flatMap(RunCgroup::exceeded);
            written = written(now);
            now.folder().close();
            stdout.finish(gate);
            stderr.finish(gate);
        }
        gate.throwFailure();
        if (exceeded.isPresent()) {
            throw exceeded.get();
        }
        written.forEach(output::file);
        return exitCode;
    }

    private SortedMap<String, byte[]> written(Running now) {
        if (!now.run().returnsFiles()) {
            return Collections.emptySortedMap();
        }
        try {
            return WrittenFiles.below(now.folder().workingFolder(), now.run().files(), settings);
        } catch (IOException failure) {
            throw new SandboxException(
                    Reason.NOT_STARTED, "the files that it wrote cannot be read");
        }
    }

    private void refuseWhenClosed() {
        if (closed) {
            throw new SandboxException(Reason.CLOSED, "the service is stopping");
        }
    }

    private void ensureGuard() throws InterruptedException {
        try {
            if (guardPossible) {
                guard.ensureRunning();
            }
        } catch (IOException failure) {
            throw new SandboxException(
                    Reason.NOT_STARTED, "the sandbox's guard could not be started");
        }
    }
}
