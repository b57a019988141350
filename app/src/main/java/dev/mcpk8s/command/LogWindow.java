package dev.mcpk8s.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a log is wanted, and how.
 *
 * @param tailLines how many lines from its end; null for all
 * @param sinceSeconds how old at most; null for any age
 * @param sinceTime not older than this; null for any age
 * @param limitBytes how much at most; 0 for all
 */
public record LogWindow(
        boolean follow,
        boolean previous,
        boolean timestamps,
        boolean skipBackendVerification,
        @Nullable Long tailLines,
        @Nullable Long sinceSeconds,
        @Nullable Instant sinceTime,
        long limitBytes) {}
