package dev.mcpk8s.filter.jq;

import java.util.Map;

/**
 * What {@code jq}'s options ask for.
 *
 * @param join {@code -j}: raw, and no line ends
 * @param arguments of {@code --arg} and {@code --argjson}: name → JSON text
 */
public record JqOptions(
        boolean raw,
        boolean join,
        boolean slurp,
        boolean nullInput,
        boolean exitStatus,
        Layout layout,
        Map<String, String> arguments) {

    /**
     * How the output looks.
     *
     * @param indent for each level; empty for all on one line
     */
    public record Layout(String indent, boolean sorted, boolean ascii) {}
}
