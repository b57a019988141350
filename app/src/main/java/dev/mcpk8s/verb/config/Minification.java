package dev.mcpk8s.verb.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Leaves of a kubeconfig what its current context needs (client-go: {@code
 * tools/clientcmd/api/helpers.go}, {@code MinifyConfig}).
 */
final class Minification {

    private Minification() {}

    /**
     * @param context becomes the current one; empty for the one that is
     * @throws CommandException when something it names is not there
     */
    static void apply(ObjectNode kubeconfig, String context) {
        if (!context.isEmpty()) {
            kubeconfig.put("current-context", context);
        }
        String current = kubeconfig.path("current-context").asText();
        if (current.isEmpty()) {
            throw failure("current-context must exist in order to minify");
        }
        JsonNode chosen = keep(kubeconfig, "contexts", current);
        if (chosen == null) {
            throw failure("cannot locate context " + current);
        }
        for (String kind : new String[] {"cluster", "user"}) {
            String name = chosen.path("context").path(kind).asText();
            if (keep(kubeconfig, kind + "s", name) == null && !name.isEmpty()) {
                throw failure("cannot locate " + kind + " " + name);
            }
        }
    }

    /** Null when the entry is not there; then none is left, and Go has no list for that. */
    private static @Nullable JsonNode keep(ObjectNode kubeconfig, String list, String name) {
        for (JsonNode entry : kubeconfig.path(list)) {
            if (!name.isEmpty() && entry.path("name").asText().equals(name)) {
                ArrayNode only = kubeconfig.putArray(list);
                only.add(entry);
                return entry;
            }
        }
        kubeconfig.putNull(list);
        return null;
    }

    private static CommandException failure(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
    }
}
