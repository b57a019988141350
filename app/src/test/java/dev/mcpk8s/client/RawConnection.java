package dev.mcpk8s.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One connection as a bare socket, for what no well-behaved client does: requests follow each other
 * on it, answers are left unread, nothing reconnects.
 */
public final class RawConnection implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Header names are in lower case. */
    public record Answer(int status, Map<String, String> headers, String body) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException broken) {
                throw new AssertionError("no JSON: " + body, broken);
            }
        }

        public boolean closes() {
            return "close".equals(headers.get("connection"));
        }
    }

    private final Socket socket;
    private final InputStream in;

    public RawConnection(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(60_000);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public void send(String text) {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public Answer post(String path, String json, String... headers) {
        ask(path, json, headers);
        return read();
    }

    /** The same without reading the answer. */
    public void ask(String path, String json, String... headers) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        send(
                "POST "
                        + path
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + String.join("", headers)
                        + "Content-Length: "
                        + body.length
                        + "\r\n\r\n");
        send(body);
    }

    public Answer read() {
        try {
            String status = line();
            Map<String, String> headers = headers();
            return new Answer(
                    Integer.parseInt(status.substring(9, 12)),
                    headers,
                    new String(body(headers), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Status and headers, and nothing of the body. */
    public Answer readHead() {
        try {
            return new Answer(Integer.parseInt(line().substring(9, 12)), headers(), "");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The next bytes of a chunked body, without the chunks' frames. */
    public byte[] readChunk() {
        try {
            int length = Integer.parseInt(line(), 16);
            byte[] chunk = in.readNBytes(length);
            line();
            return chunk;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Whether the service has closed the connection, by an orderly end. */
    public boolean isEnded() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return false;
        }
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return in.readNBytes(Integer.parseInt(headers.get("content-length")));
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            byte[] chunk = readChunk();
            while (chunk.length > 0) {
                all.write(chunk);
                chunk = readChunk();
            }
        }
        return all.toByteArray();
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("after: " + line.toString(StandardCharsets.ISO_8859_1));
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
