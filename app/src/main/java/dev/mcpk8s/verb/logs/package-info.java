/** {@code kubectl logs}. */
@NullMarked
package dev.mcpk8s.verb.logs;

import org.jspecify.annotations.NullMarked;
