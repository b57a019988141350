/** {@code kubectl top}: what pods and nodes use. */
@NullMarked
package dev.mcpk8s.verb.top;

import org.jspecify.annotations.NullMarked;
