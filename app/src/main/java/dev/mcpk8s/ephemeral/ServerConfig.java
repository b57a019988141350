package dev.mcpk8s.ephemeral;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mcpk8s.ephemeral.ServerSpec.Container;
import dev.mcpk8s.ephemeral.ServerSpec.Probe;
import dev.mcpk8s.ephemeral.ServerSpec.StdioServer;
import dev.mcpk8s.json.Json;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server was made from, as answers show it and an annotation keeps it: under the names that
 * requests use, with every value of the environment masked.
 */
record ServerConfig(String name, String namespace, ServerSpec spec) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    String toJson() {
        try {
            return Json.WRITER.writeValueAsString(toMap());
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        @Nullable StdioServer runtime = spec.runtime();
        Container container = spec.container();
        config.put("preset", spec.preset());
        config.put("runtime_exec", runtime == null ? null : quoted(runtime.exec()));
        config.put("runtime_mcp", runtime == null ? null : runtime.mcp());
        config.put("runtime_args", runtime == null ? "" : quoted(runtime.args()));
        config.put("image", container.image());
        config.put("entrypoint", container.entrypoint());
        config.put("host", container.host());
        config.put("port", container.port());
        config.put("resource_requests", new TreeMap<>(container.requests()));
        config.put("resource_limits", new TreeMap<>(container.limits()));
        config.put("env", maskedEnv());
        config.put("cors_origins", container.corsOrigins());
        config.put("probe_config", probe());
        config.put("sa_config", access());
        config.put("ttl_seconds", spec.lifetime().timeToLive().toSeconds());
        @Nullable Duration idle = spec.lifetime().idle();
        config.put("idle_seconds", idle == null ? 0 : idle.toSeconds());
        config.put("namespace", namespace);
        config.put("args", runtime == null ? null : spec.args());
        config.put("image_name", spec.imageName());
        config.put("job_name", name);
        return config;
    }

    private Map<String, String> maskedEnv() {
        Map<String, String> masked = new TreeMap<>();
        spec.env().keySet().forEach(variable -> masked.put(variable, Preset.MASKED));
        return masked;
    }

    private Map<String, Object> probe() {
        Probe probe = spec.probe();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("initial_delay_seconds", probe.initialDelay());
        fields.put("period_seconds", probe.period());
        fields.put("timeout_seconds", probe.timeout());
        fields.put("success_threshold", probe.successThreshold());
        fields.put("failure_threshold", probe.failureThreshold());
        return fields;
    }

    private @Nullable Map<String, Object> access() {
        ServerSpec.Access access = spec.access();
        if (access == null) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        if (access.preset().equals("custom")) {
            fields.put("rules", access.rules());
        } else {
            fields.put("preset", access.preset());
        }
        fields.put("cluster_wide", false);
        return fields;
    }

    /** A line that is read back as these words. */
    private static String quoted(List<String> words) {
        List<String> quoted = new ArrayList<>();
        for (String word : words) {
            quoted.add(
                    PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'");
        }
        return String.join(" ", quoted);
    }
}
