package dev.mcpk8s.mcp;

/** What carries messages to a client, whole and in order; several threads may send. */
interface Wire {

    /** Sends a message; blocks while the client does not read. */
    void send(byte[] json);

    /** Sends the answer to a request, even when its command was told to stop. */
    void sendAnswer(byte[] json);

    /**
     * Whether a command was stopped because its client left, which may come back for what there was
     * until then. Nobody waits for the answer to a command that was stopped otherwise.
     */
    default boolean isAbandoned() {
        return false;
    }
}
