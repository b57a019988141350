package dev.mcpk8s.cluster;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The only way out for an external program that speaks to a caller's cluster: a SOCKS5 proxy on
 * loopback that checks every address after resolving it. Without it a hostile API server could
 * redirect the program anywhere, such as to a cloud's metadata address, and kubectl follows.
 *
 * <p>Opened when it is first needed, closed with the service; who does not know its secret is
 * turned away.
 */
@Singleton
final class ConnectionGate implements AutoCloseable {

    private static final int BACKLOG = 256;

    private final AddressRules rules;
    private final int connectMillis;
    private final String secret;
    private @Nullable ServerSocket listener;
    private boolean closed;

    ConnectionGate(AddressRules rules, ClusterSettings settings) {
        this.rules = rules;
        this.connectMillis = Math.toIntExact(settings.connectTimeout().toMillis());
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.secret = HexFormat.of().formatHex(random);
    }

    /** What a program's kubeconfig names as its proxy. */
    ProxyChoice proxy() {
        ServerAddress address =
                new ServerAddress(
                        "socks5",
                        SocksHandshake.USER + ":" + secret,
                        InetAddress.getLoopbackAddress().getHostAddress(),
                        port(),
                        "");
        return new ProxyChoice(ProxyChoice.Kind.SOCKS5, address, "");
    }

    private synchronized int port() {
        if (closed) {
            throw new IllegalStateException("the gate is closed");
        }
        ServerSocket open = listener;
        if (open == null) {
            try {
                open = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            } catch (IOException failure) {
                throw new UncheckedIOException("no port for programs' connections", failure);
            }
            listener = open;
            ServerSocket accepting = open;
            Thread.ofVirtual().name("gate").start(() -> accept(accepting));
        }
        return open.getLocalPort();
    }

    private void accept(ServerSocket open) {
        while (!open.isClosed()) {
            try {
                Socket program = open.accept();
                Thread.ofVirtual().name("gate-connection").start(() -> serve(program));
            } catch (IOException closedOrExhausted) {
                pause();
            }
        }
    }

    /** Out of descriptors, most likely: the next try may find one. */
    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket program) {
        try (program) {
            program.setSoTimeout(connectMillis);
            program.setTcpNoDelay(true);
            SocksHandshake handshake = new SocksHandshake(program, secret);
            SocksHandshake.Target target = handshake.read();
            try (Socket server = connect(target)) {
                handshake.accepted();
                program.setSoTimeout(0);
                relay(program, server);
            } catch (IOException refused) {
                handshake.failed(refused);
            }
        } catch (IOException gone) {
            // The program sees its connection end; there is nobody else to tell.
        }
    }

    private Socket connect(SocksHandshake.Target target) throws IOException {
        IOException failure = new IOException("no address");
        for (InetAddress address : Resolution.addresses(target.host())) {
            Socket socket = new Socket();
            try {
                rules.check(address);
                socket.connect(new InetSocketAddress(address, target.port()), connectMillis);
                socket.setTcpNoDelay(true);
                return socket;
            } catch (IOException failed) {
                socket.close();
                failure = failed;
            }
        }
        throw failure;
    }

    /**
     * A program that goes away takes its connection along; what a server said last is delivered.
     */
    private static void relay(Socket program, Socket server) throws IOException {
        Thread.ofVirtual()
                .name("gate-answers")
                .start(
                        () -> {
                            try (InputStream answers = server.getInputStream()) {
                                answers.transferTo(program.getOutputStream());
                                program.shutdownOutput();
                            } catch (IOException ended) {
                                closeQuietly(program);
                            }
                        });
        program.getInputStream().transferTo(server.getOutputStream());
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // That is what was wanted.
        }
    }

    @Override
    @PreDestroy
    public synchronized void close() throws IOException {
        closed = true;
        if (listener != null) {
            listener.close();
        }
    }
}
