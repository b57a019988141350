package dev.mcpk8s.mcp;

/** What carries messages to a client, whole and in order; several threads may send. */
interface Wire {

    /** Sends a message; blocks while the client does not read. */
    void send(byte[] json);

    /** Sends the answer to a request, even when its command was told to stop. */
    void sendAnswer(byte[] json);
}
