package dev.mcpk8s.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A network between a client and a server that breaks, each time a text has come by anew. It keeps
 * the server from packing what it says.
 */
final class BreakingProxy implements AutoCloseable {

    private final ServerSocket entrance;
    private final int server;
    private final Pattern text;
    private final int times;
    private final AtomicInteger broken = new AtomicInteger();

    /**
     * @param server its port, on this machine
     * @param text of the server; the client still gets it
     * @param times how often a connection breaks, before all hold
     */
    BreakingProxy(int server, Pattern text, int times) throws IOException {
        this.server = server;
        this.text = text;
        this.times = times;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI address(String path) {
        return URI.create("http://localhost:" + entrance.getLocalPort()).resolve(path);
    }

    int broken() {
        return broken.get();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
                Thread.ofVirtual().start(() -> carry(client, there, false));
                Thread.ofVirtual().start(() -> carry(there, client, true));
            } catch (IOException closed) {
                // nobody else is let in
            }
        }
    }

    private void carry(Socket from, Socket to, boolean breaks) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            ByteArrayOutputStream seen = new ByteArrayOutputStream();
            byte[] piece = new byte[16 * 1024];
            for (int length = in.read(piece); length > 0; length = in.read(piece)) {
                String now = new String(piece, 0, length, StandardCharsets.ISO_8859_1);
                out.write(
                        now.replace("gzip, deflate", "identity     ")
                                .getBytes(StandardCharsets.ISO_8859_1));
                seen.write(piece, 0, length);
                if (breaks && text.matcher(seen.toString(StandardCharsets.UTF_8)).find()) {
                    seen.reset();
                    if (broken.getAndIncrement() < times) {
                        return;
                    }
                }
            }
        } catch (IOException gone) {
            // so is the other side
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
