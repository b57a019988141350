package dev.mcpk8s.verb.logs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.LogWindow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;

/**
 * The log of one container.
 *
 * @param container its name, which the pod has
 */
record LogSource(String namespace, String pod, String container) {

    static LogSource of(JsonNode pod, String container) {
        JsonNode metadata = pod.path("metadata");
        return new LogSource(
                metadata.path("namespace").asText(), metadata.path("name").asText(), container);
    }

    /** What each of its lines begins with, where that is wanted. */
    String prefix() {
        return "[pod/" + pod + "/" + container + "] ";
    }

    /** Where the API server has it. */
    String path(LogWindow window) {
        StringBuilder path =
                new StringBuilder("/api/v1/namespaces/")
                        .append(encoded(namespace))
                        .append("/pods/")
                        .append(encoded(pod))
                        .append("/log?container=")
                        .append(encoded(container));
        add(path, "follow", window.follow());
        add(path, "insecureSkipTLSVerifyBackend", window.skipBackendVerification());
        add(path, "previous", window.previous());
        add(path, "timestamps", window.timestamps());
        if (window.limitBytes() != 0) {
            path.append("&limitBytes=").append(window.limitBytes());
        }
        if (window.sinceSeconds() != null) {
            path.append("&sinceSeconds=").append(window.sinceSeconds());
        }
        if (window.sinceTime() != null) {
            String time = window.sinceTime().truncatedTo(ChronoUnit.SECONDS) + "";
            path.append("&sinceTime=").append(encoded(time));
        }
        if (window.tailLines() != null) {
            path.append("&tailLines=").append(window.tailLines());
        }
        return path.toString();
    }

    private static void add(StringBuilder path, String name, boolean given) {
        if (given) {
            path.append('&').append(name).append("=true");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
