package dev.mcpk8s.ephemeral;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server as its creator wants it, checked.
 *
 * @param preset the preset's name it was made from; null for none
 * @param runtime how the proxy starts the server; null for an image of the creator's own, which
 *     serves MCP itself
 * @param env all of it is treated as secret
 * @param access what the server may do in its namespace; null for nothing, without any token
 */
public record ServerSpec(
        @Nullable String preset,
        @Nullable StdioServer runtime,
        Container container,
        Map<String, String> env,
        Probe probe,
        @Nullable Access access,
        Lifetime lifetime) {

    public ServerSpec {
        env = Map.copyOf(env);
    }

    /**
     * A program that speaks MCP on its standard streams.
     *
     * @param exec {@code uvx}, {@code npx}, or any program of the image; its words
     * @param mcp the package or the first argument
     */
    public record StdioServer(List<String> exec, String mcp, List<String> args) {

        public StdioServer {
            exec = List.copyOf(exec);
            args = List.copyOf(args);
        }

        /** The whole command line. */
        List<String> command() {
            List<String> words = new ArrayList<>(exec);
            words.add(mcp);
            words.addAll(args);
            return words;
        }
    }

    /**
     * Where it runs.
     *
     * @param entrypoint null for the image's own
     * @param host the address that the proxy binds to in the pod
     * @param corsOrigins whose pages may call the server; null for none
     */
    public record Container(
            String image,
            @Nullable List<String> entrypoint,
            String host,
            int port,
            Map<String, String> requests,
            Map<String, String> limits,
            @Nullable List<String> corsOrigins) {}

    /**
     * When a pod counts as ready, and for how long starting may take; all in seconds but the
     * thresholds.
     */
    public record Probe(
            int initialDelay, int period, int timeout, int successThreshold, int failureThreshold) {

        /** How long starting may take. */
        Duration longestStart() {
            return Duration.ofSeconds(initialDelay + (long) period * failureThreshold);
        }
    }

    /**
     * What the server's own service account may do.
     *
     * @param preset {@code minimal}, {@code extensive}, or {@code custom}
     */
    public record Access(String preset, List<Rule> rules) {

        public Access {
            rules = List.copyOf(rules);
        }
    }

    /** A rule of a Role. */
    public record Rule(List<String> apiGroups, List<String> resources, List<String> verbs) {}

    /**
     * @param idle after how long without a request the proxy ends the server; null for never
     */
    public record Lifetime(Duration timeToLive, @Nullable Duration idle) {}

    /** The proxy's arguments; empty for an image of the creator's own. */
    List<String> args() {
        if (runtime == null) {
            return List.of();
        }
        List<String> args = new ArrayList<>();
        args.addAll(List.of("--port", "" + container.port(), "--host", container.host()));
        List<String> origins = container.corsOrigins();
        if (origins != null) {
            origins.forEach(origin -> args.addAll(List.of("--allow-origin", origin)));
        }
        Duration idle = lifetime.idle();
        args.addAll(List.of("--idle-timeout", (idle == null ? 0 : idle.toSeconds()) + "s"));
        args.addAll(List.of("--start-timeout", probe.longestStart().toSeconds() + "s"));
        args.add("--");
        args.addAll(runtime.command());
        return args;
    }

    /** The image's last path part, without tag and digest. */
    String imageName() {
        String name = container.image().substring(container.image().lastIndexOf('/') + 1);
        int end = name.indexOf('@') >= 0 ? name.indexOf('@') : name.length();
        int tag = name.indexOf(':');
        return name.substring(0, tag >= 0 && tag < end ? tag : end);
    }

    /** Never shows a value of the environment. */
    @Override
    public String toString() {
        return "ServerSpec[" + (preset == null ? container.image() : preset) + "]";
    }
}
