package dev.mcpk8s.verb.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.resource.manifest.ManifestDocument;
import dev.mcpk8s.resource.manifest.ManifestException;
import dev.mcpk8s.resource.manifest.ManifestStream;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which Argo CD server a command goes to and as whom: a context of the operator's own argocd
 * configuration, which is read anew for each command, with the caller's token where the request has
 * one. Nothing of it stands on a command line.
 */
@Singleton
final class ArgocdLogin {

    /** Where argocd finds its configuration, relative to the run's folder. */
    static final String FILE = "config/argocd/config";

    /** What argocd may know of a server; in particular not that it should be one itself (core). */
    private static final List<String> OF_SERVER =
            List.of(
                    "server",
                    "insecure",
                    "plain-text",
                    "grpc-web",
                    "grpc-web-root-path",
                    "certificate-authority-data",
                    "client-certificate-data",
                    "client-certificate-key-data");

    private final @Nullable Path file;

    ArgocdLogin(ToolSettings settings) {
        String configured = settings.argocdConfig();
        file = configured == null ? null : Path.of(configured);
    }

    /**
     * The configuration for one command; the text holds the token.
     *
     * @param context null for the current one
     * @param token null for the configured one
     * @throws CommandException when there is no such server
     */
    byte[] configuration(@Nullable String context, @Nullable String token) {
        if (file == null) {
            throw new CommandException(
                    ErrorCode.COMMAND_REFUSED,
                    "no Argo CD server is configured here: the operator names an argocd"
                            + " configuration with mcp-k8s.tools.argocd-config");
        }
        JsonNode all = read(file);
        String name = context == null ? all.path("current-context").asText() : context;
        JsonNode chosen = named(all.path("contexts"), "name", name);
        if (chosen == null) {
            throw new CommandException(
                    ErrorCode.INVALID_REQUEST,
                    "context: the service's argocd configuration has none of that name");
        }
        String server = chosen.path("server").asText();
        String user = chosen.path("user").asText();
        return write(
                name,
                named(all.path("servers"), "server", server),
                token == null ? tokenOf(named(all.path("users"), "name", user)) : token,
                server);
    }

    private static byte[] write(
            String name, @Nullable JsonNode server, String token, String address) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode all = json.objectNode();
        all.put("current-context", name);
        all.putArray("contexts")
                .addObject()
                .put("name", name)
                .put("server", address)
                .put("user", name);
        ObjectNode reduced = all.putArray("servers").addObject().put("server", address);
        if (server != null) {
            OF_SERVER.stream()
                    .filter(server::has)
                    .forEach(field -> reduced.set(field, server.get(field)));
        }
        all.putArray("users").addObject().put("name", name).put("auth-token", token);
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String tokenOf(@Nullable JsonNode user) {
        return user == null ? "" : user.path("auth-token").asText();
    }

    private static @Nullable JsonNode named(JsonNode entries, String key, String name) {
        for (JsonNode entry : entries) {
            if (entry.path(key).asText().equals(name)) {
                return entry;
            }
        }
        return null;
    }

    private static JsonNode read(Path file) {
        try {
            ManifestDocument document = new ManifestStream(Files.readAllBytes(file)).next();
            if (document != null) {
                return document.tree();
            }
        } catch (IOException | ManifestException unreadable) {
            // what it says may show the tokens
        }
        throw new CommandException(
                ErrorCode.INTERNAL,
                "the argocd configuration that mcp-k8s.tools.argocd-config names cannot be read");
    }
}
