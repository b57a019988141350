package dev.mcpk8s.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes the kernel's files of control groups. */
final class CgroupFiles {

    /** For a kernel that has just killed, or still counts a thread that is gone. */
    private static final int ATTEMPTS = 2000;

    private static final long PAUSE_MILLIS = 5;

    private CgroupFiles() {}

    /** Writes the value in one call, as the kernel wants it. */
    static void write(Path group, String file, String value) throws IOException {
        Files.write(
                group.resolve(file),
                value.getBytes(StandardCharsets.US_ASCII),
                StandardOpenOption.WRITE);
    }

    /** The words of a file. */
    static List<String> words(Path group, String file) throws IOException {
        String text = Files.readString(group.resolve(file), StandardCharsets.US_ASCII).strip();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
    }

    /** A number of a file whose lines are a name and a number; 0 when there is no such line. */
    static long number(Path group, String file, String name) throws IOException {
        List<String> words = words(group, file);
        int at = words.indexOf(name);
        return at < 0 ? 0 : Long.parseLong(words.get(at + 1));
    }

    /** Kills whatever is in the group and below it, again until nothing is, and removes both. */
    static void remove(Path group) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                write(group, "cgroup.kill", "1");
                for (Path child : children(group)) {
                    remove(child);
                }
                Files.delete(group);
                return;
            } catch (NoSuchFileException gone) {
                return;
            } catch (IOException busy) {
                if (attempt == ATTEMPTS) {
                    throw busy;
                }
                pause();
            }
        }
    }

    private static List<Path> children(Path group) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(
                        group, entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))) {
            entries.forEach(children::add);
        }
        return children;
    }

    /** A moment for the kernel. */
    static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException hurried) {
            // the end of what runs there matters more; whoever waits next sees the interrupt
            Thread.currentThread().interrupt();
        }
    }
}
