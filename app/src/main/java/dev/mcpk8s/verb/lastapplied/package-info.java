/** {@code kubectl apply view-last-applied}: what was applied last, as the objects remember it. */
@NullMarked
package dev.mcpk8s.verb.lastapplied;

import org.jspecify.annotations.NullMarked;
