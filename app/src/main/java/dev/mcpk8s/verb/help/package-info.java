/** Pages about commands. */
@NullMarked
package dev.mcpk8s.verb.help;

import org.jspecify.annotations.NullMarked;
