package dev.mcpk8s.stream;

/** How a command's output becomes events. */
public enum Framing {
    /** One event for each line, as text: for people and simple clients. */
    LINES,
    /** Each event's data is base64 of the exact bytes, as they came: nothing is lost or delayed. */
    BYTES
}
