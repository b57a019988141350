package dev.mcpk8s.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control group that holds those of all runs of this service, and removes what dead services
 * left. Made only where the service's own group may have children; why so: docs/adr/0014.
 */
final class ServiceCgroup implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceCgroup.class);

    /** A file of each group that nobody else opens: a lock on it ends with its process. */
    private static final String LOCKED = "cgroup.max.depth";

    private static final int ATTEMPTS = 20;

    private final Path folder;
    private final FileChannel lock;
    private final CgroupControllers controllers;
    private final CgroupLayers layers;
    private final SandboxSettings settings;

    private ServiceCgroup(
            Path folder, FileChannel lock, CgroupControllers controllers, SandboxSettings settings)
            throws IOException {
        this.folder = folder;
        this.lock = lock;
        this.controllers = controllers;
        List<String> given = CgroupFiles.words(folder, "cgroup.subtree_control");
        this.layers =
                new CgroupLayers(
                        true,
                        given.contains(CgroupControllers.MEMORY),
                        given.contains(CgroupControllers.PROCESSES));
        this.settings = settings;
    }

    /**
     * Makes the group of this service, after the end of what dead ones left. Says once what is
     * missing.
     *
     * @param id names the service, as {@link ServiceFolder#id} does
     */
    static Optional<ServiceCgroup> open(SandboxSettings settings, String id) {
        if (!settings.cgroups() || settings.containment() == ContainmentMode.OFF) {
            return Optional.empty();
        }
        Optional<OwnCgroup> own = OwnCgroup.find();
        Optional<String> objection =
                own.isEmpty()
                        ? Optional.of("there is no control group of version 2")
                        : own.get().objection();
        if (objection.isPresent()) {
            return without(objection.get());
        }
        sweep(own.get().folder());
        try {
            ServiceCgroup opened = make(own.get(), settings, id);
            opened.sayWhatIsMissing();
            return Optional.of(opened);
        } catch (IOException failure) {
            return without(String.valueOf(failure.getMessage()));
        }
    }

    private static Optional<ServiceCgroup> without(String reason) {
        LOG.atInfo().addKeyValue("reason", reason).log("programs have no control groups");
        return Optional.empty();
    }

    private void sayWhatIsMissing() {
        if (layers.byName().containsValue(false)) {
            LOG.atInfo()
                    .addKeyValue("memory", layers.memory())
                    .addKeyValue("processes", layers.processes())
                    .addKeyValue("reason", controllers.objection())
                    .log("control groups of programs do without what is false here");
        }
    }

    private static ServiceCgroup make(OwnCgroup own, SandboxSettings settings, String id)
            throws IOException {
        Path folder = own.folder().resolve(id);
        FileChannel lock = makeLocked(folder);
        CgroupControllers controllers = CgroupControllers.none(own);
        try {
            if (!Files.exists(folder.resolve("cgroup.kill"))) {
                throw new IOException("Linux is older than 5.14");
            }
            controllers = CgroupControllers.enable(own, id);
            controllers.passOn(folder);
            ServiceCgroup group = new ServiceCgroup(folder, lock, controllers, settings);
            group.make("try").close();
            return group;
        } catch (IOException failure) {
            Files.deleteIfExists(folder);
            lock.close();
            controllers.close();
            throw failure;
        }
    }

    /** Somebody who starts at the same moment may take it for a dead one's and remove it. */
    private static FileChannel makeLocked(Path folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.createDirectories(folder);
                FileChannel channel =
                        FileChannel.open(folder.resolve(LOCKED), StandardOpenOption.WRITE);
                if (channel.tryLock() != null && Files.exists(folder)) {
                    return channel;
                }
                channel.close();
            } catch (IOException removed) {
                if (attempt == ATTEMPTS) {
                    throw removed;
                }
            }
            CgroupFiles.pause();
        }
    }

    CgroupLayers layers() {
        return layers;
    }

    Path folder() {
        return folder;
    }

    /**
     * A group for one run.
     *
     * @throws IOException when the kernel gives none
     */
    RunCgroup make(String run) throws IOException {
        Path path = Files.createDirectory(folder.resolve(run));
        try {
            return new RunCgroup(
                    path,
                    layers.memory() ? settings.maximumMemory() : 0,
                    layers.processes() ? settings.maximumTasks() : 0);
        } catch (IOException failure) {
            Files.deleteIfExists(path);
            throw failure;
        }
    }

    /** Ends every program in it, and leaves the tree as it was. */
    @Override
    public void close() {
        try (lock) {
            CgroupFiles.remove(folder);
        } catch (IOException failure) {
            LOG.atError().log("the service's control group could not be removed");
        }
        controllers.close();
    }

    private static void sweep(Path own) {
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> groups =
                Files.newDirectoryStream(own, ServiceFolder.PREFIX + "*")) {
            groups.forEach(others::add);
        } catch (IOException | RuntimeException unreadable) {
            LOG.atDebug().log("dead services' control groups cannot be looked for");
        }
        for (Path other : others) {
            try {
                if (!ServiceFolder.isOfThisProcess(String.valueOf(other.getFileName()))) {
                    removeIfDead(other);
                }
            } catch (IOException busyOrGone) {
                LOG.atDebug().log("a dead service's control group could not be removed now");
            }
        }
    }

    private static void removeIfDead(Path group) throws IOException {
        if (CgroupControllers.isLeaf(group)) {
            sweep(group);
            // the kernel removes no group in which its service lives
            Files.delete(group);
            return;
        }
        try (FileChannel channel =
                FileChannel.open(group.resolve(LOCKED), StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                CgroupFiles.remove(group);
            }
        }
    }
}
