/** {@code kubectl diff}: what an apply would change. */
@NullMarked
package dev.mcpk8s.verb.diff;

import org.jspecify.annotations.NullMarked;
