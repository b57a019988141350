package dev.mcpk8s.commandline;

import java.util.List;

/**
 * A command as it was sent: one line to be split by quoting rules, or words that are taken as is.
 */
public sealed interface CommandText {

    /** A command line, quoted as in a POSIX shell. */
    record Line(String text) implements CommandText {}

    /** Words; nothing in them is split, expanded or refused for its characters. */
    record Words(List<String> words) implements CommandText {
        public Words {
            words = List.copyOf(words);
        }
    }
}
