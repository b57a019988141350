package dev.mcpk8s.command;

import java.util.List;

/**
 * What somebody who is asked whether a command may run wants to know of it. It is made where the
 * line is read, from what its words mean to the tool.
 *
 * @param reach how far it goes
 * @param rehearsal the words, after the tool's name, of a command that changes nothing and prints
 *     what this one would do: a dry run on the server, or the list of what is hit. Empty where the
 *     tool has none
 */
public record Consequence(Reach reach, List<String> rehearsal) {

    /** From harmless to irrevocable. */
    public enum Reach {
        /** Changes nothing. */
        NONE,
        /** Creates or changes objects, or runs programs in pods. */
        CHANGES,
        /** Deletes objects, or stops what runs. */
        DESTROYS
    }

    /** Of a command that only reads, or only rehearses. */
    public static final Consequence NONE = new Consequence(Reach.NONE, List.of());

    public Consequence {
        rehearsal = List.copyOf(rehearsal);
    }

    /** What is known of a command by its effect alone. */
    public static Consequence of(Effect effect) {
        return switch (effect) {
            case LOCAL, READ -> NONE;
            case WRITE -> new Consequence(Reach.CHANGES, List.of());
            case DELETE -> new Consequence(Reach.DESTROYS, List.of());
        };
    }
}
