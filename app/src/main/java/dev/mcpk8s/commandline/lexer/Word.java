package dev.mcpk8s.commandline.lexer;

/**
 * A word of a command line, its quotes removed.
 *
 * @param position where it starts in the line, counted from 1
 */
public record Word(String text, int position) {}
