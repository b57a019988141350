package dev.mcpk8s.execution;

import org.jspecify.annotations.Nullable;

/**
 * Whether one external tool can be run.
 *
 * @param version what the tool says of its version; null when it is not available
 * @param error why it is not available; null when it is
 */
public record ToolStatus(boolean available, @Nullable String version, @Nullable String error) {}
