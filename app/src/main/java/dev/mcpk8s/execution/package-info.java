/** How any command runs: parse, guard, dispatch, and exactly one final event. */
@NullMarked
package dev.mcpk8s.execution;

import org.jspecify.annotations.NullMarked;
