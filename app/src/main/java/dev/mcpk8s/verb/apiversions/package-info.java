/** {@code kubectl api-versions}. */
@NullMarked
package dev.mcpk8s.verb.apiversions;

import org.jspecify.annotations.NullMarked;
