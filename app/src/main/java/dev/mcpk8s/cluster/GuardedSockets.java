package dev.mcpk8s.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that check where they really connect to. Only here every form of an address is seen: the
 * HTTP client resolves unusual spellings and literals by itself.
 */
final class GuardedSockets extends SocketFactory {

    private final AddressRules rules;
    private final ServerAddress server;
    private final int serverPort;
    private final ProxyChoice proxy;

    /**
     * @param server the cluster's server, which a proxy will connect to
     */
    GuardedSockets(AddressRules rules, ServerAddress server, ProxyChoice proxy) {
        this.rules = rules;
        this.server = server;
        this.serverPort =
                server.port() > 0 ? server.port() : server.scheme().equals("https") ? 443 : 80;
        this.proxy = proxy;
    }

    @Override
    public Socket createSocket() throws IOException {
        return switch (proxy.kind()) {
            case NONE -> new Direct();
            case HTTP -> new ToHttpProxy();
            case SOCKS5 -> new ThroughSocks(proxyAddress());
        };
    }

    /**
     * Checks a host as far as it can be told from here. A proxy resolves names by itself, so a name
     * unknown here is left to it.
     */
    void checkTarget() throws AddressRefusedException {
        try {
            for (InetAddress address : Resolution.addresses(server.host())) {
                rules.check(address);
            }
        } catch (UnknownHostException unknownHere) {
            return;
        }
    }

    /** Resolved and checked here, so that the JDK does not resolve it again. */
    private InetSocketAddress proxyAddress() throws IOException {
        InetAddress address = Resolution.addresses(proxy.host()).getFirst();
        rules.check(address);
        return new InetSocketAddress(address, proxy.port());
    }

    private class Direct extends Socket {

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress internet) || internet.isUnresolved()) {
                throw new UnknownHostException("no address");
            }
            rules.check(internet.getAddress());
            super.connect(endpoint, timeout);
            setTcpNoDelay(true);
        }
    }

    private final class ToHttpProxy extends Direct {

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            checkTarget();
            super.connect(endpoint, timeout);
        }
    }

    /** The address asked for is a stand-in: the proxy is given the server's name. */
    private final class ThroughSocks extends Socket {

        ThroughSocks(InetSocketAddress address) {
            super(new Proxy(Proxy.Type.SOCKS, address));
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            checkTarget();
            super.connect(InetSocketAddress.createUnresolved(server.host(), serverPort), timeout);
            setTcpNoDelay(true);
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
            throws IOException {
        return connected(
                new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
            throws IOException {
        return connected(
                new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    private Socket connected(InetSocketAddress to, @Nullable InetSocketAddress from)
            throws IOException {
        Socket socket = createSocket();
        try {
            if (from != null) {
                socket.bind(from);
            }
            socket.connect(to);
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }
}
