package dev.mcpk8s.execution;

import org.jspecify.annotations.Nullable;

/**
 * Whether an external program can be run.
 *
 * @param available whether it was found where it is configured, or on the service's PATH
 * @param version its own version, such as {@code v1.36.2}; null when it is not known (yet)
 * @param error what is wrong and what to do; null when nothing is
 */
public record ToolStatus(boolean available, @Nullable String version, @Nullable String error) {}
