package dev.mcpk8s.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Kubeconfigs and request bodies for tests of bad input. */
final class Kubeconfigs {

    /** Must never come back, and never be logged. */
    static final String TOKEN = "canary-token-5f0e2c";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Kubeconfigs() {}

    /**
     * @param user more fields of the user, each with a comma after it
     * @param cluster more fields of the cluster, each with a comma after it
     */
    static String with(String server, String user, String cluster) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {%s server: "%s"}}]
                users: [{name: u, user: {%s token: %s}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """
                .formatted(cluster, server, user, TOKEN);
    }

    static String to(String server) {
        return with(server, "", "");
    }

    static String body(String command, String kubeconfig) {
        return body(command, kubeconfig, Map.of());
    }

    static String body(String command, String kubeconfig, Map<String, ?> more) {
        Map<String, Object> fields = new LinkedHashMap<>(more);
        fields.put("command", command);
        fields.put("kubeconfig", kubeconfig);
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
