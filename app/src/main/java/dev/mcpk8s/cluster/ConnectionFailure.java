package dev.mcpk8s.cluster;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;

/**
 * A call that got no answer, in the words kubectl has for it (kubectl: {@code
 * pkg/cmd/util/helpers.go}, {@code StandardErrorMessage}; the causes are those of Go's {@code net},
 * {@code net/http} and {@code crypto/tls}).
 *
 * @param server the cluster's server
 * @param proxy what stands between
 * @param progress how far the call came
 * @param limited whether the command had a {@code --request-timeout}
 */
record ConnectionFailure(
        ServerAddress server, ProxyChoice proxy, CallProgress progress, boolean limited) {

    private static final String ALERT = "Received fatal alert: ";

    CommandException of(IOException failure) {
        Optional<AddressRefusedException> refused = find(failure, AddressRefusedException.class);
        if (refused.isPresent()) {
            return refused.get().toCommandException("the kubeconfig's server or proxy-url");
        }
        if (find(failure, ConnectException.class, ConnectionFailure::isRefusal).isPresent()) {
            return unreachable(
                    "The connection to the server "
                            + server.authority()
                            + " was refused - did you specify the right host or port?");
        }
        return unreachable("Unable to connect to the server: " + cause(failure));
    }

    private static CommandException unreachable(String text) {
        return CommandException.verbatim(ErrorCode.CLUSTER_UNREACHABLE, text);
    }

    private static boolean isRefusal(ConnectException failure) {
        return String.valueOf(failure.getMessage()).contains("refused");
    }

    private String cause(IOException failure) {
        Optional<ServerRefusedException> untrusted = find(failure, ServerRefusedException.class);
        if (untrusted.isPresent()) {
            return "tls: failed to verify certificate: " + untrusted.get().getMessage();
        }
        return switch (failure) {
            case UnknownHostException unknown -> unknownHost();
            case SocketTimeoutException slow -> timeout();
            case InterruptedIOException limit when limited -> limitReached();
            case SSLException broken -> tls(broken);
            case EOFException end -> "EOF";
            case NoRouteToHostException none ->
                    "dial tcp " + place() + ": connect: no route to host";
            case ConnectException dialling ->
                    "dial tcp " + place() + ": connect: " + dial(dialling);
            case SocketException broken -> socket(broken);
            default -> otherwise(failure);
        };
    }

    /** The server's name behind a proxy is the proxy's to look up. */
    private String unknownHost() {
        return proxy.address() == null
                ? "dial tcp: lookup " + server.host() + ": no such host"
                : "proxyconnect tcp: dial tcp: lookup " + proxy.host() + ": no such host";
    }

    private String timeout() {
        if (progress.shakingHands()) {
            return "net/http: TLS handshake timeout";
        }
        return progress.connected()
                ? "http2: client connection lost"
                : "dial tcp " + place() + ": i/o timeout";
    }

    private String limitReached() {
        return progress.connected()
                ? "net/http: request canceled (Client.Timeout exceeded while awaiting headers)"
                : "net/http: request canceled while waiting for connection"
                        + " (Client.Timeout exceeded while awaiting headers)";
    }

    private static String dial(ConnectException failure) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (find(failure, SocketTimeoutException.class).isPresent() || text.contains("timed out")) {
            return "connection timed out";
        }
        return text.contains("unreachable") ? "network is unreachable" : "connection failed";
    }

    private static String socket(SocketException failure) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("reset")) {
            return "read: connection reset by peer";
        }
        if (text.contains("unreachable")) {
            return "connect: network is unreachable";
        }
        return text.contains("broken pipe") ? "write: broken pipe" : "EOF";
    }

    private static String tls(SSLException failure) {
        String text = String.valueOf(failure.getMessage());
        int alert = text.indexOf(ALERT);
        if (alert >= 0) {
            String name = text.substring(alert + ALERT.length()).replace('_', ' ');
            return "remote error: tls: "
                    + switch (name) {
                        case "unknown ca" -> "unknown certificate authority";
                        case "certificate unknown" -> "unknown certificate";
                        case "certificate expired" -> "expired certificate";
                        case "certificate revoked" -> "revoked certificate";
                        case "protocol version" -> "protocol version not supported";
                        default -> name;
                    };
        }
        if (text.contains("plaintext connection") || text.contains("unrecognized SSL message")) {
            return "http: server gave HTTP response to HTTPS client";
        }
        if (find(failure, EOFException.class).isPresent() || text.contains("closed")) {
            return "EOF";
        }
        if (find(failure, SocketException.class).isPresent()) {
            return "read: connection reset by peer";
        }
        return "tls: handshake failure";
    }

    private static String otherwise(IOException failure) {
        String text = String.valueOf(failure.getMessage());
        return text.startsWith("unexpected end of stream") ? "EOF" : "unexpected EOF";
    }

    private String place() {
        InetSocketAddress address = progress.dialled();
        if (address == null || address.getAddress() == null) {
            return server.authority();
        }
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        return find(failure, type, any -> true);
    }

    /** Looks through causes and suppressed failures: several addresses fail in several ways. */
    private static <T extends Throwable> Optional<T> find(
            Throwable failure, Class<T> type, Predicate<T> wanted) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
        while (!open.isEmpty()) {
            Throwable next = open.remove();
            if (type.isInstance(next) && wanted.test(type.cast(next))) {
                return Optional.of(type.cast(next));
            }
            if (seen.add(next)) {
                Optional.ofNullable(next.getCause()).ifPresent(open::add);
                open.addAll(List.of(next.getSuppressed()));
            }
        }
        return Optional.empty();
    }
}
