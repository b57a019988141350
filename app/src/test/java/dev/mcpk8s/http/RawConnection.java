package dev.mcpk8s.http;

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

/** A bare connection, for what no well-behaved client does. */
final class RawConnection implements AutoCloseable {

    /** Header names are in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {}

    private final Socket socket;
    private final InputStream in;

    RawConnection(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(30_000);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void post(String path, String json, String... headers) {
        send(
                "POST "
                        + path
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + String.join("", headers)
                        + "Content-Length: "
                        + json.length()
                        + "\r\n\r\n"
                        + json);
    }

    Answer read() {
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
    Answer readHead() {
        try {
            return new Answer(Integer.parseInt(line().substring(9, 12)), headers(), "");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The next bytes of a chunked body, without the chunks' frames. */
    byte[] readChunk() throws IOException {
        int length = Integer.parseInt(line(), 16);
        byte[] chunk = in.readNBytes(length);
        line();
        return chunk;
    }

    /** Whether the service has closed the connection, by an orderly end. */
    boolean isEnded() {
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
