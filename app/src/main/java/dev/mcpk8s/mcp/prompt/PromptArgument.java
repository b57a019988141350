package dev.mcpk8s.mcp.prompt;

import org.jspecify.annotations.Nullable;

/**
 * An argument of a prompt.
 *
 * @param fallback what counts when it is not given; null for one that must be given
 * @param suggests where suggestions for it come from, as the prompt's file names it; null for
 *     nowhere
 */
public record PromptArgument(
        String name, @Nullable String fallback, @Nullable String suggests, String description) {

    /** Whether there is no prompt without it. */
    public boolean required() {
        return fallback == null;
    }
}
