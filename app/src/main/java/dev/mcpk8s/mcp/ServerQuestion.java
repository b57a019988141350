package dev.mcpk8s.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.ephemeral.EphemeralServer;
import java.util.Map;
import java.util.TreeSet;

/** What a person is asked before an MCP server is made or removed. */
final class ServerQuestion {

    private static final int LONGEST_CONFIG = 1_000;

    private ServerQuestion() {}

    /**
     * @param server as it is now
     */
    static String deletion(EphemeralServer server) {
        return Question.readable(
                """
                Delete this MCP server?

                %s
                namespace: %s

                It would delete its Job, its pod and all that was made for it:
                %s, made %s
                %s
                """
                        .formatted(
                                server.jobName(),
                                server.namespace(),
                                server.state().wireName(),
                                server.createdAt(),
                                cut(server.config().toString())));
    }

    /**
     * @param arguments checked; what is in the environment is not shown, because it may be secret
     */
    static String creation(Map<String, Object> arguments) {
        StringBuilder text = new StringBuilder("Start this MCP server?\n\n");
        for (String name : new TreeSet<>(arguments.keySet())) {
            Object value = arguments.get(name);
            Object shown =
                    value instanceof Map<?, ?> map && name.equals("env") ? map.keySet() : value;
            if (value != null && !name.equals("kubeconfig")) {
                text.append(name).append(": ").append(line(String.valueOf(shown))).append('\n');
            }
        }
        return Question.readable(text.toString());
    }

    /**
     * @param server the mounted server's name
     * @param params of the call, with the tool's name there
     */
    static String call(String server, JsonNode params) {
        return Question.readable(
                """
                Call this tool?

                %s
                of the MCP server %s
                with: %s
                """
                        .formatted(
                                line(params.path("name").asText()),
                                server,
                                line(params.path("arguments").toString())));
    }

    /** On one line, so that no part of it can pass for another part of the question. */
    private static String line(String value) {
        return cut(value.replace('\n', '⏎'));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_CONFIG
                ? text
                : text.substring(0, LONGEST_CONFIG) + "… (" + text.length() + " characters in all)";
    }
}
