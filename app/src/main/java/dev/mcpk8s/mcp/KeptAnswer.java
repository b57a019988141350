package dev.mcpk8s.mcp;

/** Keeps the one answer for whoever sends it. */
final class KeptAnswer implements Wire {

    private byte[] json = {};

    @Override
    public void send(byte[] message) {
        // only the answer counts
    }

    @Override
    public void sendAnswer(byte[] message) {
        json = message;
    }

    /** Empty when there was none. */
    byte[] json() {
        return json;
    }
}
