/**
 * A command line to words, as a POSIX shell splits them; everything a shell would do is refused.
 */
@NullMarked
package dev.mcpk8s.commandline.lexer;

import org.jspecify.annotations.NullMarked;
