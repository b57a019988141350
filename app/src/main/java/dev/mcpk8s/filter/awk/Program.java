package dev.mcpk8s.filter.awk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program that was read. */
record Program(List<Statement> begin, List<Rule> rules, List<Statement> end) {

    /**
     * @param pattern null for every record
     * @param until the end of a range of records; null when there is none
     * @param action null to print the record
     */
    record Rule(
            @Nullable Expression pattern, @Nullable Expression until, @Nullable Statement action) {}

    /** Whether it never looks at a record. */
    boolean readsNothing() {
        return rules.isEmpty() && end.isEmpty();
    }
}
