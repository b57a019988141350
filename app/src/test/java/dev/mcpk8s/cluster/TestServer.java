package dev.mcpk8s.cluster;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A server on loopback that speaks just enough HTTP/1.1 and remembers who came. */
final class TestServer implements AutoCloseable {

    /** Writes a whole answer. */
    interface Handler {
        void answer(Visit visit, OutputStream out) throws IOException;
    }

    /**
     * One request.
     *
     * @param names what SNI asked for
     * @param client the certificate's subject; null for none
     */
    record Visit(String line, List<String> headers, List<String> names, @Nullable String client) {

        List<String> values(String name) {
            String prefix = name.toLowerCase(java.util.Locale.ROOT) + ": ";
            return headers.stream()
                    .filter(h -> h.toLowerCase(java.util.Locale.ROOT).startsWith(prefix))
                    .map(h -> h.substring(prefix.length()))
                    .toList();
        }
    }

    private final ServerSocket listener;
    private final Handler handler;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    final List<Visit> visits = new CopyOnWriteArrayList<>();

    private TestServer(ServerSocket listener, Handler handler) throws IOException {
        this.listener = listener;
        this.handler = handler;
        listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 500);
        Thread.ofVirtual().start(this::accept);
    }

    static TestServer plain(Handler handler) throws IOException {
        return new TestServer(new ServerSocket(), handler);
    }

    /**
     * @param clients who may come with a certificate; null asks for none
     */
    static TestServer tls(KeyStore own, @Nullable KeyStore clients, Handler handler)
            throws Exception {
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, TestPki.password());
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(clients);
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        SSLServerSocket socket =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        parameters.setNeedClientAuth(clients != null);
        socket.setSSLParameters(parameters);
        return new TestServer(socket, handler);
    }

    static Handler ok(String body, String... headers) {
        return (visit, out) -> out.write(response(200, body, headers));
    }

    static byte[] response(int status, String body, String... headers) {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        text.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many sockets were ever opened. */
    int accepted() {
        return accepted.get();
    }

    /** How many are open now. */
    int open() {
        return sockets.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                accepted.incrementAndGet();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                List<String> head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                Visit visit =
                        new Visit(
                                head.getFirst(),
                                head.subList(1, head.size()),
                                names(socket),
                                client(socket));
                visits.add(visit);
                handler.answer(visit, socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (IOException gone) {
            return;
        } finally {
            sockets.remove(socket);
        }
    }

    private static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                String text = line.toString().strip();
                if (text.isEmpty()) {
                    return lines;
                }
                lines.add(text);
                line.setLength(0);
            } else {
                line.append((char) c);
            }
        }
        return List.of();
    }

    private static List<String> names(Socket socket) {
        if (socket instanceof SSLSocket tls
                && tls.getSession() instanceof ExtendedSSLSession session) {
            return session.getRequestedServerNames().stream()
                    .map(name -> new String(name.getEncoded(), StandardCharsets.US_ASCII))
                    .toList();
        }
        return List.of();
    }

    private static @Nullable String client(Socket socket) {
        try {
            Principal peer =
                    socket instanceof SSLSocket tls ? tls.getSession().getPeerPrincipal() : null;
            return peer == null ? null : peer.getName();
        } catch (IOException none) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
