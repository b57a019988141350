package dev.mcpk8s.ephemeral;

import dev.mcpk8s.ephemeral.ServerSpec.Container;
import dev.mcpk8s.ephemeral.ServerSpec.Lifetime;
import dev.mcpk8s.ephemeral.ServerSpec.Probe;
import dev.mcpk8s.ephemeral.ServerSpec.StdioServer;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a creator asks for, the same on every surface, fills in the preset and the defaults,
 * and refuses what the cluster could not run, naming the field.
 */
@Singleton
public final class ServerSpecs {

    private static final Pattern ENV_NAME = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]{0,252}");
    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,500}");
    private static final Pattern PROXY =
            Pattern.compile(
                    "(.*/)?(mcp-k8s-proxy|mcp-ephemeral-k8s-proxy|sparfenyuk/mcp-proxy)([:@].*)?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");
    private static final Pattern ORIGIN = Pattern.compile("\\*|[a-z][a-z0-9+.-]*://[^\\s/]+");
    private static final Pattern RESOURCE = Pattern.compile("[a-z0-9]([-a-z0-9./]*[a-z0-9])?");
    private static final Pattern QUANTITY =
            Pattern.compile("[0-9]+(\\.[0-9]+)?([mkMGTPE]|[KMGTPE]i|[eE][0-9]+)?");
    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_PROBE = 3_600;

    private final EphemeralSettings settings;
    private final Presets presets;

    public ServerSpecs(EphemeralSettings settings, Presets presets) {
        this.settings = settings;
        this.presets = presets;
    }

    /**
     * @param fields {@code preset} or {@code runtime_exec} and {@code runtime_mcp} or {@code
     *     image}, and the other fields of docs/ephemeral.md; unknown ones are ignored
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST} naming the field, {@link
     *     ErrorCode#FORBIDDEN} for an image that the operator does not allow
     */
    public ServerSpec read(Map<String, ?> fields) {
        String name = RequestFields.of(fields).text("preset");
        if (name == null) {
            return read(null, RequestFields.of(fields));
        }
        Preset preset = presets.named(name);
        Map<String, Object> all = new LinkedHashMap<>(preset.fields());
        fields.forEach(
                (field, value) -> {
                    if (value != null) {
                        all.put(field, value);
                    }
                });
        Map<String, String> env = new LinkedHashMap<>();
        env.putAll(RequestFields.of(preset.fields()).strings("env"));
        env.putAll(RequestFields.of(fields).strings("env"));
        all.put("env", env);
        preset.requireAll(env);
        return read(preset.name(), RequestFields.of(all));
    }

    private ServerSpec read(@Nullable String preset, RequestFields fields) {
        StdioServer runtime = runtime(fields);
        Container container = container(fields, runtime != null);
        RequestFields access = fields.object("sa_config");
        return new ServerSpec(
                preset,
                runtime,
                container,
                env(fields),
                probe(fields.object("probe_config")),
                access == null ? null : AccessRules.read(access),
                lifetime(fields));
    }

    private static @Nullable StdioServer runtime(RequestFields fields) {
        List<String> exec = fields.words("runtime_exec");
        String mcp = fields.text("runtime_mcp");
        List<String> args = fields.words("runtime_args");
        boolean noExec = exec == null || exec.isEmpty();
        if (noExec != (mcp == null)) {
            throw fields.invalid(
                    noExec ? "runtime_exec" : "runtime_mcp",
                    "is missing: runtime_exec and runtime_mcp belong together, such as \"uvx\" and"
                            + " \"mcp-server-time\"");
        }
        if (noExec && args != null && !args.isEmpty()) {
            throw fields.invalid("runtime_args", "needs runtime_exec and runtime_mcp");
        }
        return exec == null || exec.isEmpty() || mcp == null
                ? null
                : new StdioServer(exec, mcp, args == null ? List.of() : args);
    }

    private Container container(RequestFields fields, boolean proxied) {
        String host = fields.text("host");
        if (host != null && !HOST.matcher(host).matches()) {
            throw fields.invalid("host", "must be an address that the server can bind to");
        }
        Long port = fields.number("port", 1, HIGHEST_PORT);
        List<String> entrypoint = fields.words("entrypoint");
        boolean own = entrypoint != null && !entrypoint.isEmpty();
        List<String> fallback = proxied ? List.of("mcp-proxy") : null;
        return new Container(
                image(fields, proxied),
                own ? entrypoint : fallback,
                host == null ? "0.0.0.0" : host,
                port == null ? 8080 : port.intValue(),
                quantities(fields, "resource_requests", Map.of("cpu", "100m", "memory", "100Mi")),
                quantities(fields, "resource_limits", Map.of("cpu", "200m", "memory", "200Mi")),
                origins(fields));
    }

    private String image(RequestFields fields, boolean proxied) {
        String image = fields.text("image");
        if (image == null && !proxied) {
            throw new CommandException(
                    ErrorCode.INVALID_REQUEST,
                    "name a preset, or runtime_exec and runtime_mcp, or an image that serves MCP");
        }
        if (image == null) {
            return settings.image();
        }
        if (!IMAGE.matcher(image).matches()) {
            throw fields.invalid("image", "must be an image's reference, such as NAME:TAG");
        }
        if (!proxied && isProxy(image)) {
            throw fields.invalid(
                    "image",
                    "is a proxy, which serves nothing by itself: give runtime_exec and runtime_mcp"
                            + " with it");
        }
        List<String> allowed = settings.allowedImages();
        if (!allowed.isEmpty()
                && !image.equals(settings.image())
                && allowed.stream().noneMatch(image::startsWith)) {
            throw new CommandException(
                    ErrorCode.FORBIDDEN,
                    "image is none of those that the service's operator allows; images may begin"
                            + " with: "
                            + String.join(", ", allowed));
        }
        return image;
    }

    /** Our own, under whatever tag, and those that users of older services name. */
    private boolean isProxy(String image) {
        return image.equals(settings.image()) || PROXY.matcher(image).matches();
    }

    private static @Nullable List<String> origins(RequestFields fields) {
        if (!fields.mentions("cors_origins")) {
            return List.of("*");
        }
        List<String> origins = fields.texts("cors_origins");
        for (String origin : origins == null ? List.<String>of() : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw fields.invalid("cors_origins", "must hold origins such as https://a.example");
            }
        }
        return origins;
    }

    private static Map<String, String> quantities(
            RequestFields fields, String name, Map<String, String> otherwise) {
        if (!fields.has(name)) {
            return otherwise;
        }
        Map<String, String> given = fields.strings(name);
        given.forEach(
                (resource, quantity) -> {
                    if (!RESOURCE.matcher(resource).matches()
                            || !QUANTITY.matcher(quantity).matches()) {
                        throw fields.invalid(
                                name,
                                "must be quantities by resource, such as {\"cpu\": \"100m\"}");
                    }
                });
        return Map.copyOf(given);
    }

    private static Map<String, String> env(RequestFields fields) {
        Map<String, String> env = fields.strings("env");
        for (String name : env.keySet()) {
            if (!ENV_NAME.matcher(name).matches()) {
                throw fields.invalid(
                        "env", "has a name that is none: letters, digits, and _ - . in between");
            }
        }
        return env;
    }

    private static Probe probe(@Nullable RequestFields config) {
        RequestFields fields = config == null ? RequestFields.of(Map.of()) : config;
        return new Probe(
                seconds(fields, "initial_delay_seconds", 0, 0),
                seconds(fields, "period_seconds", 1, 1),
                seconds(fields, "timeout_seconds", 1, 2),
                seconds(fields, "success_threshold", 1, 1),
                seconds(fields, "failure_threshold", 1, 300));
    }

    private static int seconds(RequestFields fields, String name, int least, int otherwise) {
        Long given = fields.number(name, least, LONGEST_PROBE);
        return given == null ? otherwise : given.intValue();
    }

    private Lifetime lifetime(RequestFields fields) {
        long longest = settings.maximumTimeToLive().toSeconds();
        Long live = fields.number("ttl_seconds", 1, longest);
        Long idle = fields.number("idle_seconds", 0, longest);
        Duration idleTime = idle == null ? settings.defaultIdle() : Duration.ofSeconds(idle);
        return new Lifetime(
                live == null ? settings.defaultTimeToLive() : Duration.ofSeconds(live),
                idleTime.isZero() ? null : idleTime);
    }
}
