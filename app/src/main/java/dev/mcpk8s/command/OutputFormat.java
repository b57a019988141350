package dev.mcpk8s.command;

import java.util.List;

/** {@code -o} of the verbs that print objects. */
public sealed interface OutputFormat {

    /** The server's columns; {@code wide} adds those of lower priority. */
    record Table(boolean wide) implements OutputFormat {}

    /** No {@code -o}: what a verb that has no table says in its own words. */
    record Message() implements OutputFormat {}

    record Json() implements OutputFormat {}

    record Yaml() implements OutputFormat {}

    record Kyaml() implements OutputFormat {}

    /** {@code kind.group/name} lines. */
    record Name() implements OutputFormat {}

    /**
     * A format that there is not, or not so: kubectl reads what it has to print before it looks at
     * how, so this is told only then, and not where nothing is printed.
     *
     * @param reason kubectl's words
     */
    record Invalid(String reason) implements OutputFormat {}

    /**
     * @param template the JSONPath template as typed
     * @param asJson {@code jsonpath-as-json}
     */
    record JsonPath(String template, boolean asJson) implements OutputFormat {}

    /**
     * @param template the template in Go's language as typed
     */
    record GoTemplate(String template) implements OutputFormat {}

    /**
     * @param columns header and path pairs, in order
     */
    record CustomColumns(List<Column> columns) implements OutputFormat {

        /**
         * @param path a relaxed JSONPath, normalised to {@code {.a.b}}
         */
        public record Column(String header, String path) {}

        public CustomColumns {
            columns = List.copyOf(columns);
        }
    }
}
