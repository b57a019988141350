package dev.mcpk8s.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS over an existing socket under a chosen name, so that SNI carries {@code tls-server-name}; and
 * with a limit on the handshake, which would else wait for a silent server for ever.
 */
final class ServerNameSockets extends SSLSocketFactory {

    private final SSLSocketFactory factory;
    private final String serverName;
    private final int handshakeMillis;

    ServerNameSockets(SSLSocketFactory factory, String serverName, int handshakeMillis) {
        this.factory = factory;
        this.serverName = serverName;
        this.handshakeMillis = handshakeMillis;
    }

    /** The HTTP client sets its own read timeout once the handshake is over. */
    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
            throws IOException {
        socket.setSoTimeout(handshakeMillis);
        return factory.createSocket(socket, serverName, port, autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return factory.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return factory.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw unguarded();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw unguarded();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw unguarded();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw unguarded();
    }

    /** Such a socket would connect without the address being checked. */
    private static UnsupportedOperationException unguarded() {
        return new UnsupportedOperationException("TLS is only spoken over a guarded socket");
    }
}
