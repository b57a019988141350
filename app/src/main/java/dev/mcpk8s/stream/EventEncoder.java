package dev.mcpk8s.stream;

import dev.mcpk8s.execution.Channel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes server-sent events byte by byte itself: the framework's encoder loses empty lines and lets
 * a CR through, which ends a line.
 */
final class EventEncoder {

    private static final byte[] ID = ascii("id: ");
    private static final byte[] STDOUT = ascii("\nevent: stdout\ndata: ");
    private static final byte[] STDERR = ascii("\nevent: stderr\ndata: ");
    private static final byte[] CONTROL = ascii("\nevent: control\ndata: ");
    private static final byte[] END = ascii("\n\n");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    private long lastId;

    /** A line of output; what is no UTF-8 is replaced. It holds no CR and no LF. */
    void line(Channel channel, byte[] bytes, int from, int to) {
        begin(nameOf(channel));
        if (isAscii(bytes, from, to)) {
            out.write(bytes, from, to - from);
        } else {
            String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes(END);
    }

    /** Exact bytes, as base64. */
    void bytes(Channel channel, byte[] bytes) {
        begin(nameOf(channel));
        out.writeBytes(Base64.getEncoder().encode(bytes));
        out.writeBytes(END);
    }

    /** A JSON document on one line. */
    void control(String json) {
        begin(CONTROL);
        out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(END);
    }

    int size() {
        return out.size();
    }

    /** What was written since the last call. */
    byte[] take() {
        byte[] written = out.toByteArray();
        out.reset();
        return written;
    }

    private void begin(byte[] name) {
        lastId++;
        out.writeBytes(ID);
        out.writeBytes(ascii(Long.toString(lastId)));
        out.writeBytes(name);
    }

    private static byte[] nameOf(Channel channel) {
        return switch (channel) {
            case STDOUT -> STDOUT;
            case STDERR -> STDERR;
        };
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
