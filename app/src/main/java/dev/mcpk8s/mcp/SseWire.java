package dev.mcpk8s.mcp;

import dev.mcpk8s.stream.ByteStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Messages as server-sent events.
 *
 * <p>A comment goes out first: only after the first bytes does the server learn that a client left.
 * More follow every 15 seconds, so that nothing between here and the client takes a quiet command
 * for a dead connection. Events have no id, because a broken stream cannot be resumed and a client
 * that sees an id would try.
 */
final class SseWire implements Wire, AutoCloseable {

    private static final byte[] COMMENT = ": \n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEAD = "event: message\ndata: ".getBytes(StandardCharsets.US_ASCII);
    private static final long BEAT_SECONDS = 15;

    private final ByteStream stream;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Opens the wire: the comment is sent when this returns. */
    SseWire(ByteStream stream) {
        this.stream = stream;
        stream.writeLast(COMMENT);
    }

    /**
     * Keeps the connection alive until the wire is closed.
     *
     * @param onBeat keeps alive what else belongs to the connection
     */
    void startBeating(Runnable onBeat) {
        Thread.ofVirtual().name("heartbeat").start(() -> beat(onBeat));
    }

    /** The older transport's first event: where the client sends its messages. */
    void sendEndpoint(String address) {
        stream.write(
                ("event: endpoint\ndata: " + address + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void send(byte[] json) {
        stream.write(event(json));
    }

    @Override
    public void sendAnswer(byte[] json) {
        stream.writeLast(event(json));
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void beat(Runnable onBeat) {
        try {
            while (!closed.await(BEAT_SECONDS, TimeUnit.SECONDS)) {
                stream.offer(COMMENT);
                onBeat.run();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The JSON has no line breaks, so that it is one data line. */
    private static byte[] event(byte[] json) {
        byte[] event = new byte[HEAD.length + json.length + 2];
        System.arraycopy(HEAD, 0, event, 0, HEAD.length);
        System.arraycopy(json, 0, event, HEAD.length, json.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        return event;
    }
}
