package dev.mcpk8s.command;

/**
 * {@code kubectl auth can-i}.
 *
 * @param question what is asked
 * @param allNamespaces {@code -A}
 * @param subresource {@code --subresource}, empty when not given
 * @param quiet {@code -q}: the exit code alone answers
 * @param noHeaders {@code --no-headers}, for the list
 */
public record CanICommand(
        GlobalFlags flags,
        Question question,
        boolean allNamespaces,
        String subresource,
        boolean quiet,
        boolean noHeaders)
        implements Command {

    /** What {@code can-i} is asked. */
    public sealed interface Question {

        /** {@code --list}: everything that is allowed. */
        record Everything() implements Question {}

        /** A path of the server that is no object. */
        record Path(String verb, String path) implements Question {}

        /**
         * @param type as typed; {@code *} for any
         * @param name empty for any
         */
        record Resource(String verb, String type, String name) implements Question {}
    }

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}
