package dev.mcpk8s.mcp;

import dev.mcpk8s.stream.ByteStream;
import dev.mcpk8s.stream.Heartbeats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Messages as server-sent events.
 *
 * <p>A comment goes out first: it takes the head of the response with it, which clients wait for.
 * Only events of a {@link ResumableStream} have an id: a client that sees one comes back with it
 * when the connection breaks.
 */
final class SseWire implements Wire, AutoCloseable {

    private static final byte[] COMMENT = ": \n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEAD = "event: message\ndata: ".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] NO_ID = {};

    private final ByteStream stream;
    private final Heartbeats heartbeats;
    private Heartbeats.Beat beat = () -> {};

    /** Opens the wire: the comment is sent when this returns. */
    SseWire(ByteStream stream, Heartbeats heartbeats) {
        this.stream = stream;
        this.heartbeats = heartbeats;
        stream.writeLast(COMMENT);
    }

    /**
     * Keeps the connection alive until the wire is closed. To be called once at most.
     *
     * @param onBeat keeps alive what else belongs to the connection; it does not block
     */
    void startBeating(Runnable onBeat) {
        beat = heartbeats.on(stream, onBeat);
    }

    /** The older transport's first event: where the client sends its messages. */
    void sendEndpoint(String address) {
        stream.write(
                ("event: endpoint\ndata: " + address + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Gives the client an id before there is an event, so that it can come back from then on.
     *
     * @param retry after which time it is to come back
     */
    void sendStart(EventId start, Duration retry) {
        stream.write(
                ("id: " + start.text() + "\nretry: " + retry.toMillis() + "\ndata: \n\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** A message that the client can name when it comes back. */
    void sendEvent(EventId id, byte[] json) {
        byte[] line = ("id: " + id.text() + "\n").getBytes(StandardCharsets.US_ASCII);
        stream.write(event(line, json));
    }

    @Override
    public void send(byte[] json) {
        stream.write(event(NO_ID, json));
    }

    @Override
    public void sendAnswer(byte[] json) {
        stream.writeLast(event(NO_ID, json));
    }

    @Override
    public void close() {
        beat.close();
    }

    /** The JSON has no line breaks, so that it is one data line. */
    private static byte[] event(byte[] id, byte[] json) {
        byte[] event = new byte[id.length + HEAD.length + json.length + 2];
        System.arraycopy(id, 0, event, 0, id.length);
        System.arraycopy(HEAD, 0, event, id.length, HEAD.length);
        System.arraycopy(json, 0, event, id.length + HEAD.length, json.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        return event;
    }
}
