package dev.mcpk8s.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The processes of this machine as Linux's {@code /proc} shows them: also those that lost their
 * parent or left their session, which {@link ProcessHandle#descendants} cannot find.
 */
final class ProcessTable {

    private static final Path PROC = Path.of("/proc");

    /** Fields of {@code /proc/PID/stat} after the name in brackets. */
    private static final int STATE = 0;

    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int START = 19;

    /**
     * @param start clock ticks since the machine's start; with the number it names a process
     */
    record Entry(long pid, long parent, long session, long start) {}

    private ProcessTable() {}

    /** Whether this system shows its processes so. */
    static boolean isReadable() {
        return entry(ProcessHandle.current().pid()).isPresent();
    }

    /** Every process but the dead ones that nobody has buried yet. */
    static List<Entry> read() {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path folder : folders) {
                entry(Long.parseLong(folder.getFileName().toString())).ifPresent(entries::add);
            }
        } catch (IOException | NumberFormatException unreadable) {
            return entries;
        }
        return entries;
    }

    /** One process; empty when there is none, or only its remains. */
    static Optional<Entry> entry(long pid) {
        try {
            String stat = Files.readString(file(pid, "stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            if (fields[STATE].equals("Z") || fields[STATE].equals("X")) {
                return Optional.empty();
            }
            return Optional.of(
                    new Entry(
                            pid,
                            Long.parseLong(fields[PARENT]),
                            Long.parseLong(fields[SESSION]),
                            Long.parseLong(fields[START])));
        } catch (IOException | RuntimeException gone) {
            return Optional.empty();
        }
    }

    /** Whether the process was started with this text in its environment. */
    static boolean environmentContains(long pid, String text) {
        try {
            return Files.readString(file(pid, "environ"), StandardCharsets.ISO_8859_1)
                    .contains(text);
        } catch (IOException goneOrSomebodyElses) {
            return false;
        }
    }

    /** The pipes that are the process's standard output and standard error. */
    static Set<String> pipes(long pid) {
        Set<String> pipes = new HashSet<>();
        try {
            for (String descriptor : List.of("fd/1", "fd/2")) {
                String target = Files.readSymbolicLink(file(pid, descriptor)).toString();
                if (target.startsWith("pipe:")) {
                    pipes.add(target);
                }
            }
        } catch (IOException closedGoneOrSomebodyElses) {
            return pipes;
        }
        return pipes;
    }

    private static Path file(long pid, String name) {
        return PROC.resolve(Long.toString(pid)).resolve(name);
    }
}
