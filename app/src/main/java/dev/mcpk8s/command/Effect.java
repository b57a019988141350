package dev.mcpk8s.command;

/** What a command may do to a cluster; policy decides on this, never on the text. */
public enum Effect {
    /** Touches no cluster. */
    LOCAL,
    /** Only reads. */
    READ,
    /** Creates or changes objects, or runs programs in pods. */
    WRITE,
    /** May delete objects. */
    DELETE
}
