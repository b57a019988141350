package dev.mcpk8s.ephemeral.gateway;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One call for a server in a pod. Of its headers only those of the protocol go on: never the
 * caller's credentials, never what another server in between would act on.
 *
 * @param path inside the pod, with its query
 * @param headers by name, in any case
 * @param body null for none; not copied
 */
public record RelayedCall(
        String method, String path, Map<String, String> headers, byte @Nullable [] body) {

    private static final Set<String> PROTOCOL = Set.of("last-event-id", "content-type");
    private static final String MCP = "mcp-";
    private static final String ACCEPT = "accept";

    public RelayedCall {
        Map<String, String> allowed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(
                (name, value) -> {
                    if (passes(name)) {
                        allowed.put(name, value);
                    }
                });
        headers = allowed;
    }

    /** Whether a header is passed on, in either direction. */
    public static boolean passes(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(MCP) || lower.equals(ACCEPT) || PROTOCOL.contains(lower);
    }

    /** What the client accepts. */
    String accept() {
        return headers.getOrDefault(ACCEPT, "*/*");
    }

    /** The type of the body; null for none. */
    @Nullable String contentType() {
        return headers.get("content-type");
    }

    /** The headers that have no place of their own in a request. */
    Map<String, String> others() {
        Map<String, String> others = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        others.putAll(headers);
        others.remove(ACCEPT);
        others.remove("content-type");
        // what is compressed on the way could not be passed on piece by piece
        others.put("Accept-Encoding", "identity");
        return others;
    }
}
