package dev.mcpk8s.command;

import dev.mcpk8s.jsonpath.JsonPathTemplate;

/** One {@code --for} of {@code kubectl wait}. */
public sealed interface WaitCondition {

    /** It has gone. */
    record Deleted() implements WaitCondition {}

    /** It is there. */
    record Created() implements WaitCondition {}

    /** A condition in its status has a value; case does not matter in either. */
    record Status(String type, String value) implements WaitCondition {}

    /**
     * A path leads to a value.
     *
     * @param value empty for any
     */
    record Path(JsonPathTemplate path, String value) implements WaitCondition {}
}
