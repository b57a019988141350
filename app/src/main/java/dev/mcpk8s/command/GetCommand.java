package dev.mcpk8s.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code kubectl get}.
 *
 * @param arguments the resource arguments as typed: {@code pods,svc}, {@code pod/x}, {@code pod x
 *     y}
 * @param files {@code -f}; then there are no arguments
 * @param raw {@code --raw}: the path to copy, null when not given; then all else is unused
 * @param subresource {@code --subresource}, empty when not given
 * @param chunkSize {@code --chunk-size}, 0 for one request
 * @param sortBy {@code --sort-by} as typed, empty when not given
 * @param labelColumns {@code -L}
 * @param noHeaders {@code --no-headers}
 * @param watch null when changes are not asked for
 */
public record GetCommand(
        GlobalFlags flags,
        List<String> arguments,
        FileArguments files,
        boolean allNamespaces,
        String labelSelector,
        String fieldSelector,
        OutputFormat output,
        boolean noHeaders,
        boolean showLabels,
        List<String> labelColumns,
        boolean showKind,
        boolean showManagedFields,
        boolean ignoreNotFound,
        boolean allowMissingTemplateKeys,
        boolean serverPrint,
        long chunkSize,
        String sortBy,
        String subresource,
        @Nullable String raw,
        @Nullable Watch watch)
        implements Command {

    /**
     * Changes are to be told as they happen.
     *
     * @param after {@code --watch}
     * @param only {@code --watch-only}: what is there at the beginning is not shown
     * @param events {@code --output-watch-events}: what kind of change it was is shown too
     */
    public record Watch(boolean after, boolean only, boolean events) {

        /** What is said of {@code --sort-by}, before anything else can go wrong. */
        public String unsorted() {
            return after
                    ? "warning: --watch requested, --sort-by will be ignored for watch events"
                            + " received\n"
                    : "warning: --watch-only requested, --sort-by will be ignored\n";
        }
    }

    public GetCommand {
        arguments = List.copyOf(arguments);
        labelColumns = List.copyOf(labelColumns);
    }

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}
