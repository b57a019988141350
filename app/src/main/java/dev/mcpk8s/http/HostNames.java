package dev.mcpk8s.http;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names by which the service may be called, and the origins whose pages may call it. */
final class HostNames {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Set<String> hosts = new HashSet<>(LOOPBACK);
    private final Set<String> origins = new HashSet<>();

    HostNames(List<String> furtherHosts, List<String> furtherOrigins) {
        furtherHosts.forEach(host -> hosts.add(lower(host)));
        furtherOrigins.forEach(origin -> origins.add(lower(origin)));
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.contains(lower(host)) || host.startsWith("127.");
    }

    /**
     * @param host as in the header: with or without a port
     */
    boolean allowsHost(String host) {
        return hosts.contains(lower(withoutPort(host)));
    }

    /**
     * Whether it is the service's own origin, or an allowed one. A page that the browser gives no
     * origin ({@code null}) is nobody's.
     *
     * @param host the request's {@code Host} header
     */
    boolean allowsOrigin(String origin, @Nullable String host) {
        if (origins.contains(lower(origin))) {
            return true;
        }
        URI parsed;
        try {
            parsed = URI.create(origin);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        String authority = parsed.getRawAuthority();
        return host != null
                && authority != null
                && Set.of("http", "https").contains(lower(String.valueOf(parsed.getScheme())))
                && lower(authority).equals(lower(host));
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
