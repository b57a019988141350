package dev.mcpk8s.verb.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Credentials out of a kubeconfig (client-go: {@code tools/clientcmd/api/helpers.go}). */
final class Masking {

    private static final String OMITTED = "DATA+OMITTED";
    private static final String REDACTED = "REDACTED";
    private static final String PROXY = "proxy-url";

    private Masking() {}

    /**
     * @param own whether the reader has sent it; else the user in a proxy's URL, which kubectl
     *     prints, is masked too
     */
    static void apply(ObjectNode kubeconfig, boolean own) {
        for (JsonNode entry : kubeconfig.path("users")) {
            if (entry.get("user") instanceof ObjectNode user) {
                replace(user, List.of("client-certificate-data", "client-key-data"), OMITTED);
                replace(user, List.of("token", "password"), REDACTED);
            }
        }
        for (JsonNode entry : kubeconfig.path("clusters")) {
            if (entry.get("cluster") instanceof ObjectNode cluster) {
                replace(cluster, List.of("certificate-authority-data"), OMITTED);
                String proxy = cluster.path(PROXY).asText("");
                if (!own && !proxy.isEmpty()) {
                    cluster.put(PROXY, proxy.replaceFirst("//.*@", "//" + REDACTED + "@"));
                }
            }
        }
    }

    private static void replace(ObjectNode entry, List<String> fields, String mask) {
        for (String field : fields) {
            if (entry.has(field)) {
                entry.put(field, mask);
            }
        }
    }
}
