/** {@code kubectl describe}: one describer per kind, and one for every other kind. */
@NullMarked
package dev.mcpk8s.verb.describe;

import org.jspecify.annotations.NullMarked;
