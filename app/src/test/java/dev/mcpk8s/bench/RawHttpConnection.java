package dev.mcpk8s.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLContext;

/**
 * One kept-alive HTTP/1.1 connection that costs next to nothing, so that a benchmark on two cores
 * measures the server and not its own client.
 */
final class RawHttpConnection implements AutoCloseable {

    /** What came back; the body only when it was asked for. */
    record Answer(int status, long bytes, String body) {}

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    RawHttpConnection(URI server, SSLContext tls) throws IOException {
        boolean secure = "https".equals(server.getScheme());
        Socket plain = new Socket();
        plain.setTcpNoDelay(true);
        plain.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        socket =
                secure
                        ? tls.getSocketFactory()
                                .createSocket(plain, server.getHost(), server.getPort(), true)
                        : plain;
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        out = socket.getOutputStream();
    }

    /** A request as bytes, made once and sent often. */
    static byte[] request(String method, String path, String headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head =
                method
                        + " "
                        + path
                        + " HTTP/1.1\r\nHost: localhost\r\n"
                        + headers
                        + (content.length > 0 ? "Content-Length: " + content.length + "\r\n" : "")
                        + "\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + content.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        return all;
    }

    void send(byte[] request) throws IOException {
        out.write(request);
        out.flush();
    }

    Answer exchange(byte[] request, boolean keepBody) throws IOException {
        send(request);
        return receive(keepBody);
    }

    Answer receive(boolean keepBody) throws IOException {
        int status = Integer.parseInt(line().substring(9, 12));
        long length = -1;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).trim());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            }
        }
        StringBuilder kept = new StringBuilder();
        long bytes = chunked ? chunks(kept, keepBody) : body(length, kept, keepBody);
        return new Answer(status, bytes, kept.toString());
    }

    /** Reads the status line and headers only: for streams that stay open. */
    int receiveHead() throws IOException {
        int status = Integer.parseInt(line().substring(9, 12));
        String header = line();
        while (!header.isEmpty()) {
            header = line();
        }
        return status;
    }

    private long chunks(StringBuilder kept, boolean keepBody) throws IOException {
        long total = 0;
        while (true) {
            int size = Integer.parseInt(line().trim(), 16);
            total += body(size, kept, keepBody);
            line();
            if (size == 0) {
                return total;
            }
        }
    }

    private long body(long length, StringBuilder kept, boolean keepBody) throws IOException {
        if (keepBody) {
            kept.append(new String(in.readNBytes((int) length), StandardCharsets.UTF_8));
        } else {
            in.skipNBytes(length);
        }
        return length;
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
