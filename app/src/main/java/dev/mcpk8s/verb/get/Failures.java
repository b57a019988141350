package dev.mcpk8s.verb.get;

import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What went wrong while the rest went on, in order. */
final class Failures {

    private final List<CommandException> failures = new ArrayList<>();

    /** An aggregate counts as its members; null as nothing. */
    void add(@Nullable CommandException failure) {
        if (failure instanceof AggregateException several) {
            failures.addAll(several.failures());
        } else if (failure != null) {
            failures.add(failure);
        }
    }

    /**
     * @throws CommandException the only failure, or all of them together
     */
    void throwIfAny() {
        if (failures.size() == 1) {
            throw failures.getFirst();
        } else if (!failures.isEmpty()) {
            throw new AggregateException(failures);
        }
    }
}
