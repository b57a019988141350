package dev.mcpk8s.command;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a tool's line beyond its words.
 *
 * @param verb the words that name the command, without the tool; empty when none does
 * @param operands the words that are neither flags, nor their values, nor name the command
 * @param flags the flags that were given, by name, each with its last value
 * @param writesFiles whether the files that it makes are part of its answer
 * @param shown the words as a log may show them, secrets masked
 * @param fieldFlags the flags that the line lacks, by the request's field that may give them
 * @param flagsAt where among the words those flags go
 */
public record ToolUse(
        String verb,
        List<String> operands,
        Map<String, String> flags,
        boolean writesFiles,
        List<String> shown,
        Map<Field, String> fieldFlags,
        int flagsAt) {

    /** A field of a request that a tool may have a flag for. */
    public enum Field {
        NAMESPACE,
        CONTEXT,
        TIMEOUT,
        /** The time limit again, for a flag that takes a number of seconds. */
        SECONDS
    }

    /** Nothing is known: the words speak for themselves. */
    public static final ToolUse UNKNOWN =
            new ToolUse("", List.of(), Map.of(), false, List.of(), Map.of(), 0);

    /** The same, its files part of the answer. */
    public static final ToolUse WRITING =
            new ToolUse("", List.of(), Map.of(), true, List.of(), Map.of(), 0);

    public ToolUse {
        operands = List.copyOf(operands);
        flags = Map.copyOf(flags);
        shown = List.copyOf(shown);
        Map<Field, String> inOrder = new EnumMap<>(Field.class);
        inOrder.putAll(fieldFlags);
        fieldFlags = Collections.unmodifiableMap(inOrder);
    }
}
