package dev.mcpk8s.ephemeral.gateway;

import java.util.regex.Pattern;

/**
 * Where a server listens, as the API server's proxy is asked for it.
 *
 * @param namespace of the pod
 * @param pod its name
 * @param port the one its container calls {@code mcp}
 */
record PodPort(String namespace, String pod, int port) {

    /** What may stand in a path of the pod: nothing that could lead out of it. */
    private static final Pattern PATH =
            Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)+/?(\\?[A-Za-z0-9_.~=&%+-]*)?");

    /** Whether a path, with its query, stays inside the pod. */
    static boolean isInside(String path) {
        return path.length() <= 2048 && PATH.matcher(path).matches();
    }

    /** The path below the API server's address. */
    String path(String inside) {
        return "/api/v1/namespaces/" + namespace + "/pods/" + pod + ":" + port + "/proxy" + inside;
    }
}
