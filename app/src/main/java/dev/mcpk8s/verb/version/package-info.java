/** {@code kubectl version}. */
@NullMarked
package dev.mcpk8s.verb.version;

import org.jspecify.annotations.NullMarked;
