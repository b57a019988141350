package dev.mcpk8s.cluster;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import okhttp3.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's {@code proxy-url}. A proxy that itself speaks TLS is refused: the HTTP client cannot
 * speak to one.
 *
 * @param kind how to speak to it
 * @param address null for none
 * @param authorization for an HTTP proxy: the {@code Proxy-Authorization} header, empty for none
 */
record ProxyChoice(Kind kind, @Nullable ServerAddress address, String authorization) {

    enum Kind {
        NONE,
        HTTP,
        SOCKS5
    }

    static final ProxyChoice DIRECT = new ProxyChoice(Kind.NONE, null, "");

    private static final int HTTP_PORT = 80;
    private static final int SOCKS_PORT = 1080;

    static ProxyChoice read(Fields cluster, String field) {
        String text = cluster.text(field);
        if (text.isEmpty()) {
            return DIRECT;
        }
        ServerAddress address = ServerAddress.read(cluster, field, text);
        String credentials = address.userInfo();
        return switch (address.scheme()) {
            case "http" -> new ProxyChoice(Kind.HTTP, address, basic(credentials));
            case "socks5" -> {
                if (!credentials.isEmpty()) {
                    throw cluster.invalid(
                            field, "has a user, which is not supported with socks5://");
                }
                yield new ProxyChoice(Kind.SOCKS5, address, "");
            }
            default ->
                    throw cluster.invalid(
                            field,
                            "must start with http:// or socks5://; a proxy that itself speaks TLS"
                                    + " is not supported");
        };
    }

    String host() {
        return address == null ? "" : address.host();
    }

    int port() {
        if (address == null) {
            return -1;
        }
        if (address.port() > 0) {
            return address.port();
        }
        return kind == Kind.HTTP ? HTTP_PORT : SOCKS_PORT;
    }

    private static String basic(String credentials) {
        if (credentials.isEmpty()) {
            return "";
        }
        int colon = credentials.indexOf(':');
        String user = colon < 0 ? credentials : credentials.substring(0, colon);
        String password = colon < 0 ? "" : credentials.substring(colon + 1);
        return Credentials.basic(unescape(user), unescape(password), StandardCharsets.UTF_8);
    }

    /** Percent escapes only: a plus is a plus here. A broken escape stays as it is. */
    private static String unescape(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return text;
        }
    }

    /** Never shows credentials. */
    @Override
    public String toString() {
        return "ProxyChoice[" + kind + "]";
    }
}
