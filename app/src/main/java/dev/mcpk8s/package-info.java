/** The service: text to typed command, one handler for each, one output. */
@NullMarked
package dev.mcpk8s;

import org.jspecify.annotations.NullMarked;
