package dev.mcpk8s.command;

import java.util.List;

/**
 * Where a command finds its objects: {@code -f} and {@code -R}.
 *
 * @param names files, folders, patterns, or {@code -} for standard input, as typed and in order
 * @param recursive whether folders below a folder count too
 */
public record FileArguments(List<String> names, boolean recursive) {

    /** No file at all. */
    public static final FileArguments NONE = new FileArguments(List.of(), false);

    public FileArguments {
        names = List.copyOf(names);
    }

    /** Whether no file was named. */
    public boolean isEmpty() {
        return names.isEmpty();
    }
}
