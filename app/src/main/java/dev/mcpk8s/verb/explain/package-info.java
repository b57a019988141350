/** {@code kubectl explain}. */
@NullMarked
package dev.mcpk8s.verb.explain;

import org.jspecify.annotations.NullMarked;
