/**
 * awk behind a pipe: own lexer, parser and interpreter, bounded in steps and memory. There are no
 * files, no programs, no environment and no clock to reach.
 */
@NullMarked
package dev.mcpk8s.filter.awk;

import org.jspecify.annotations.NullMarked;
