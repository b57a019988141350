package dev.mcpk8s.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that holds the private folders of one service process, and removes what dead ones
 * left. A lock that ends with its process tells the living from the dead, in containers that share
 * a volume too, where process numbers tell nothing.
 */
final class ServiceFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceFolder.class);

    /** With it the names of all services begin. */
    static final String PREFIX = "mcp-k8s-sandbox-";

    private static final String LOCK = "lock";
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH_MEMORY = 256L << 20;
    private static final Duration YOUNG = Duration.ofMinutes(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Locks say nothing inside their own process, so our own folders are known by name. */
    private static final String OWN_PREFIX = PREFIX + ownProcess() + "-";

    private final Path path;
    private final FileChannel channel;

    private ServiceFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder of this service and ends what dead services left behind: processes, then
     * folders.
     */
    static ServiceFolder open(@Nullable Path configured) throws IOException {
        Path base =
                configured == null
                        ? usualBase()
                        : Files.createDirectories(configured.toAbsolutePath()).toRealPath();
        ServiceFolder folder = make(base);
        sweep(base, Files.getOwner(folder.path));
        return folder;
    }

    /** Names the service in its processes' environment. */
    String id() {
        return String.valueOf(path.getFileName());
    }

    Path path() {
        return path;
    }

    /** Whether a service of this very process has the name. */
    static boolean isOfThisProcess(String id) {
        return id.startsWith(OWN_PREFIX);
    }

    static String randomName() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        try {
            PrivateFiles.removeTree(path);
            channel.close();
        } catch (IOException failure) {
            LOG.atError().log("the sandbox's folder could not be removed");
        }
    }

    private static ServiceFolder make(Path base) throws IOException {
        while (true) {
            Path path = PrivateFiles.makeFolder(base.resolve(OWN_PREFIX + randomName()));
            FileChannel channel = PrivateFiles.create(path.resolve(LOCK));
            FileLock lock = channel.tryLock();
            if (lock != null && Files.exists(path.resolve(LOCK))) {
                return new ServiceFolder(path, channel);
            }
            // somebody who starts at the same moment took it for a dead one's
            channel.close();
        }
    }

    private static void sweep(Path base, UserPrincipal owner) throws IOException {
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, PREFIX + "*")) {
            folders.forEach(others::add);
        }
        for (Path other : others) {
            try {
                if (!isOfThisProcess(String.valueOf(other.getFileName()))
                        && Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                    removeIfDead(other);
                }
            } catch (IOException busyOrGone) {
                LOG.atDebug().log("a dead service's folder could not be removed now");
            }
        }
    }

    private static void removeIfDead(Path folder) throws IOException {
        Set<java.nio.file.OpenOption> options =
                Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), options)) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                return;
            }
            ProcessTree.endMarked(RunFolder.MARK + "=" + folder.getFileName() + "/");
            PrivateFiles.removeTree(folder);
        } catch (NoSuchFileException halfMadeOrHalfRemoved) {
            Instant changed =
                    Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
            if (changed.isBefore(Instant.now().minus(YOUNG))) {
                PrivateFiles.removeTree(folder);
            }
        }
    }

    /** Shared memory never reaches a disk; small ones, as containers have them, are left alone. */
    private static Path usualBase() throws IOException {
        if (Files.isDirectory(SHARED_MEMORY)
                && Files.isWritable(SHARED_MEMORY)
                && Files.getFileStore(SHARED_MEMORY).getUsableSpace() >= ENOUGH_MEMORY) {
            return SHARED_MEMORY;
        }
        return Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
    }

    private static String ownProcess() {
        ProcessHandle self = ProcessHandle.current();
        long start = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return self.pid() + "-" + start;
    }
}
