/**
 * Text to {@link dev.mcpk8s.command.Command}: the lexer, pflag's rules and the catalogue of verbs.
 */
@NullMarked
package dev.mcpk8s.commandline;

import org.jspecify.annotations.NullMarked;
