package dev.mcpk8s.ephemeral;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A well-known server.
 *
 * @param name in capitals; asked for in any case
 * @param title for people
 * @param needs the variables of the environment that whoever creates one must give
 * @param fields a creator's request, as far as the preset knows it
 * @param secret whether the values of its environment are not to be shown
 */
public record Preset(
        String name, String title, List<String> needs, Map<String, Object> fields, boolean secret) {

    /** What stands for a value of an environment. */
    static final String MASKED = "***";

    public Preset {
        needs = List.copyOf(needs);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST} naming the first that is missing
     */
    void requireAll(Map<String, String> env) {
        for (String variable : needs) {
            if (env.getOrDefault(variable, "").isEmpty()) {
                throw new CommandException(
                        ErrorCode.INVALID_REQUEST,
                        "env." + variable + " is missing: the preset " + name + " needs it");
            }
        }
    }

    /** As {@code config://presets} and its file show it. */
    Map<String, Object> describe() {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("name", name);
        description.put("title", title);
        description.putAll(fields);
        if (secret && fields.get("env") instanceof Map<?, ?> env) {
            Map<String, Object> masked = new LinkedHashMap<>();
            env.keySet().forEach(variable -> masked.put(String.valueOf(variable), MASKED));
            description.put("env", masked);
        }
        description.put("needs", needs);
        return description;
    }
}
