/** {@code kubectl wait}. */
@NullMarked
package dev.mcpk8s.verb.wait;

import org.jspecify.annotations.NullMarked;
