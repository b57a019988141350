/** {@code kubectl events}. */
@NullMarked
package dev.mcpk8s.verb.events;

import org.jspecify.annotations.NullMarked;
