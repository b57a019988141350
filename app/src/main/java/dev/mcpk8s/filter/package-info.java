/**
 * The text filters behind a pipe: what people put behind {@code |}, on the live stream, with
 * bounded memory, without a process, a file or an environment.
 */
@NullMarked
package dev.mcpk8s.filter;

import org.jspecify.annotations.NullMarked;
