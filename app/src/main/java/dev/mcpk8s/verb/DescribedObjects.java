package dev.mcpk8s.verb;

import dev.mcpk8s.command.FileArguments;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.resource.ObjectSource;
import org.jspecify.annotations.Nullable;

/** The objects that a request's files describe, for the verbs that take {@code -f}. */
public final class DescribedObjects {

    private DescribedObjects() {}

    /**
     * @param namespace for objects that say none; empty for none
     * @return null when the command names no files
     * @throws dev.mcpk8s.error.AggregateException when a file is not there
     */
    public static @Nullable ObjectSource of(
            FileArguments files, String namespace, ExecutionContext context) {
        return files.isEmpty()
                ? null
                : new ObjectSource(files, context.files(), context.stdin(), namespace, null);
    }
}
