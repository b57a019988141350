package dev.mcpk8s.mcp;

import dev.mcpk8s.ephemeral.gateway.Gateway;
import dev.mcpk8s.ephemeral.gateway.ServerAddress;
import dev.mcpk8s.ephemeral.gateway.ServerConversation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The tools {@code mount_mcp_server} and {@code remove_mcp_server_mount}: for the session that
 * calls them, and for no other.
 */
@Factory
@Requires(property = "mcp-k8s.ephemeral.enabled", notEquals = "false")
final class MountTools {

    private static final String JOB_NAME = "job_name";
    private static final String NAME = "name";
    private static final String CONTEXT = "context";
    private static final String NAMESPACE = "namespace";
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> LIST = Map.of("type", "array");

    private final Gateway gateway;

    MountTools(Gateway gateway) {
        this.gateway = gateway;
    }

    @Singleton
    @Named("mount_mcp_server")
    SyncToolSpecification mount() {
        Map<String, Object> properties =
                ToolCatalogue.ordered(
                        JOB_NAME, TEXT,
                        NAME, text("Prefix; default: job_name"),
                        CONTEXT, TEXT,
                        NAMESPACE, TEXT);
        return specification(
                McpSchema.Tool.builder("mount_mcp_server", schema(properties, List.of(JOB_NAME)))
                        .title("Mount an ephemeral MCP server")
                        .description(
                                "Add an ephemeral server's tools to this session, as <name>_<tool>")
                        .outputSchema(ServerToolCatalogue.result(NAME, TEXT, "tools", LIST))
                        .annotations(annotations(false))
                        .build(),
                this::mount);
    }

    @Singleton
    @Named("remove_mcp_server_mount")
    SyncToolSpecification remove() {
        Map<String, Object> properties = ToolCatalogue.ordered(NAME, text("Default: all mounts"));
        return specification(
                McpSchema.Tool.builder("remove_mcp_server_mount", schema(properties, List.of()))
                        .title("Remove a mount")
                        .description("Take a mounted server's tools away; it goes on running")
                        .outputSchema(ServerToolCatalogue.result("removed", LIST))
                        .annotations(annotations(true))
                        .build(),
                MountTools::remove);
    }

    private McpSchema.CallToolResult mount(
            McpSyncServerExchange exchange, Map<String, Object> arguments) {
        ClientSession session = session(exchange);
        CallContext context = CallContext.of(exchange.transportContext());
        String server = word(arguments, JOB_NAME);
        if (server == null) {
            throw new CommandException(ErrorCode.INVALID_REQUEST, "job_name is required");
        }
        String name = word(arguments, NAME);
        Mount mount =
                new Mount(
                        name == null ? server : name,
                        server,
                        word(arguments, CONTEXT),
                        word(arguments, NAMESPACE),
                        new ServerConversation(gateway, server));
        ServerAddress address = new ServerAddress(mount.target(context.kubeconfig()), server);
        List<String> tools =
                List.copyOf(
                        mount.tools(address.target().kubeconfig(), context.cancellation())
                                .keySet());
        session.mounts().add(mount);
        session.notifyToolsChanged();
        return result(
                ToolCatalogue.ordered(JOB_NAME, server, NAME, mount.prefix(), "tools", tools),
                "mounted " + server + ": " + String.join(", ", tools));
    }

    private static McpSchema.CallToolResult remove(
            McpSyncServerExchange exchange, Map<String, Object> arguments) {
        ClientSession session = session(exchange);
        String name = word(arguments, NAME);
        List<String> removed = session.mounts().remove(name).stream().map(Mount::prefix).toList();
        if (removed.isEmpty()) {
            throw new CommandException(
                    ErrorCode.INVALID_REQUEST,
                    name == null
                            ? "No mounted servers found"
                            : "No mounted server found with name " + name);
        }
        session.notifyToolsChanged();
        return result(
                ToolCatalogue.ordered("removed", removed), "removed " + String.join(", ", removed));
    }

    private static ClientSession session(McpSyncServerExchange exchange) {
        ClientSession session = CallContext.sessionOf(exchange.transportContext());
        if (session == null || !session.isRemembered()) {
            throw new CommandException(
                    ErrorCode.INVALID_REQUEST,
                    "a mount needs a session: initialize one first, or let the operator set"
                            + " mcp-k8s.mcp.mounts");
        }
        return session;
    }

    private static SyncToolSpecification specification(
            McpSchema.Tool tool,
            BiFunction<McpSyncServerExchange, Map<String, Object>, McpSchema.CallToolResult> work) {
        return SyncToolSpecification.builder()
                .tool(tool)
                .callHandler(
                        (exchange, call) -> {
                            try {
                                Map<String, Object> given = call.arguments();
                                return work.apply(exchange, given == null ? Map.of() : given);
                            } catch (CommandException refused) {
                                return ServerTools.failed(refused);
                            }
                        })
                .build();
    }

    private static McpSchema.CallToolResult result(Map<String, Object> fields, String text) {
        return McpSchema.CallToolResult.builder()
                .addTextContent(text)
                .structuredContent(fields)
                .build();
    }

    private static @Nullable String word(Map<String, Object> arguments, String name) {
        Object value = arguments.get(name);
        if (value == null || value.equals("")) {
            return null;
        }
        if (value instanceof String text) {
            return text;
        }
        throw new CommandException(ErrorCode.INVALID_REQUEST, name + " must be a string");
    }

    private static Map<String, Object> schema(
            Map<String, Object> properties, List<String> required) {
        return ToolCatalogue.ordered(
                "type",
                "object",
                "properties",
                properties,
                "required",
                required,
                "additionalProperties",
                false);
    }

    private static Map<String, Object> text(String description) {
        return ToolCatalogue.ordered("type", "string", "description", description);
    }

    private static McpSchema.ToolAnnotations annotations(boolean repeatable) {
        return McpSchema.ToolAnnotations.builder()
                .readOnlyHint(false)
                .destructiveHint(false)
                .idempotentHint(repeatable)
                .openWorldHint(true)
                .build();
    }
}
