package dev.mcpk8s.error;

import java.util.List;

/**
 * Several failures of one command, in the order they happened; what succeeded was printed before.
 *
 * <p>kubectl prints each on a line of its own and without its {@code error: } prefix (apimachinery:
 * {@code util/errors}, {@code Aggregate}).
 */
public final class AggregateException extends CommandException {

    private final List<CommandException> failures;

    /**
     * @param failures at least one
     */
    public AggregateException(List<CommandException> failures) {
        super(failures.getFirst().code(), failures.size() + " errors", false);
        this.failures = List.copyOf(failures);
    }

    public List<CommandException> failures() {
        return failures;
    }
}
