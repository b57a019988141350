/** {@code kubectl rollout} and what is below it. */
@NullMarked
package dev.mcpk8s.verb.rollout;

import org.jspecify.annotations.NullMarked;
