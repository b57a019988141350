package dev.mcpk8s.ephemeral.gateway;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * The stream of MCP's older transport, with the address in its first event changed: the client must
 * post to the gateway, not to the pod. Everything else passes as it is, piece by piece.
 */
public final class EndpointEvents extends FilterInputStream {

    private static final int LONGEST_LINE = 16 * 1024;
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event:".getBytes(StandardCharsets.US_ASCII);

    private final UnaryOperator<String> address;
    private byte[] pending = new byte[0];
    private int next;
    private boolean inEndpoint;
    private boolean done;

    /**
     * @param in the pod's stream
     * @param address from a path inside the pod, with its query, to what the client is told
     */
    public EndpointEvents(InputStream in, UnaryOperator<String> address) {
        super(in);
        this.address = address;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (next == pending.length) {
            if (done) {
                return in.read(bytes, offset, length);
            }
            pending = changed(line());
            next = 0;
            if (pending.length == 0) {
                return -1;
            }
        }
        int count = Math.min(length, pending.length - next);
        System.arraycopy(pending, next, bytes, offset, count);
        next += count;
        return count;
    }

    /** The next line with its end; a very long one in parts. */
    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n' || line.size() == LONGEST_LINE) {
                break;
            }
        }
        return line.toByteArray();
    }

    private byte[] changed(byte[] line) {
        if (startsWith(line, EVENT)) {
            inEndpoint = value(line, EVENT).equals("endpoint");
        } else if (inEndpoint && startsWith(line, DATA)) {
            done = true;
            return ("data: " + address.apply(insidePod(value(line, DATA))) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        }
        return line;
    }

    /** A server may give a path or a whole address; empty for what is neither. */
    private static String insidePod(String given) {
        try {
            URI found = URI.create("http://pod/sse").resolve(given);
            String query = found.getRawQuery();
            return found.getRawPath() + (query == null ? "" : "?" + query);
        } catch (IllegalArgumentException notAnAddress) {
            return "";
        }
    }

    private static boolean startsWith(byte[] line, byte[] name) {
        return line.length >= name.length
                && Arrays.equals(line, 0, name.length, name, 0, name.length);
    }

    private static String value(byte[] line, byte[] name) {
        return new String(line, name.length, line.length - name.length, StandardCharsets.UTF_8)
                .strip();
    }
}
