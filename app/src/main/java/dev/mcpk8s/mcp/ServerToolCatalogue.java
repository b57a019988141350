package dev.mcpk8s.mcp;

import static dev.mcpk8s.mcp.ToolCatalogue.ordered;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;

/**
 * How the tools for ephemeral servers introduce themselves, in few words: every conversation pays
 * for them. The names are those of older services.
 */
final class ServerToolCatalogue {

    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> FLAG = Map.of("type", "boolean");
    private static final Map<String, Object> NUMBER = Map.of("type", "integer");
    private static final Map<String, Object> OBJECT = Map.of("type", "object");
    private static final Map<String, Object> LIST = Map.of("type", "array");

    /** What a caller goes on with. Nothing is required: a failure has none of it. */
    private static final Map<String, Object> SERVER =
            result("job_name", TEXT, "state", TEXT, "ready", FLAG, "gateway_url", TEXT);

    /** What clients are told of a tool before it is called. */
    private enum Hints {
        TELLS,
        READS,
        CREATES,
        DELETES;

        McpSchema.ToolAnnotations annotations() {
            McpSchema.ToolAnnotations.Builder hints =
                    McpSchema.ToolAnnotations.builder()
                            .readOnlyHint(this == TELLS || this == READS)
                            .destructiveHint(this == DELETES);
            return switch (this) {
                case TELLS -> hints.openWorldHint(false).build();
                case DELETES -> hints.idempotentHint(true).build();
                case READS, CREATES -> hints.build();
            };
        }
    }

    private ServerToolCatalogue() {}

    static McpSchema.Tool listPresets() {
        return tool(
                "list_presets",
                "List presets",
                "Well-known MCP servers",
                Map.of(),
                List.of(),
                Hints.TELLS,
                result("presets", LIST));
    }

    static McpSchema.Tool create() {
        return tool(
                "create_mcp_server",
                "Create an MCP server",
                "Start an MCP server as a Job that ends by itself: a preset, or runtime_exec (uvx,"
                        + " npx) with runtime_mcp (its package), or an image",
                ordered(
                        "preset", TEXT,
                        "runtime_exec", TEXT,
                        "runtime_mcp", TEXT,
                        "runtime_args", TEXT,
                        "env", OBJECT,
                        "image", TEXT,
                        "namespace", TEXT,
                        "ttl_seconds", NUMBER,
                        "wait_for_ready", FLAG),
                List.of(),
                Hints.CREATES,
                SERVER);
    }

    static McpSchema.Tool list() {
        return tool(
                "list_mcp_servers",
                "List MCP servers",
                "MCP servers that run as Jobs",
                ordered("namespace", TEXT),
                List.of(),
                Hints.READS,
                result("result", LIST));
    }

    static McpSchema.Tool status() {
        return tool(
                "get_mcp_server_status",
                "MCP server status",
                "State of one, and why",
                ordered("job_name", TEXT, "namespace", TEXT),
                List.of("job_name"),
                Hints.READS,
                SERVER);
    }

    static McpSchema.Tool delete() {
        return tool(
                "delete_mcp_server",
                "Delete an MCP server",
                "Delete one and all of its objects",
                ordered("job_name", TEXT, "namespace", TEXT, "wait_for_deletion", FLAG),
                List.of("job_name"),
                Hints.DELETES,
                SERVER);
    }

    static McpSchema.Tool version() {
        return tool(
                "get_version",
                "Version",
                "Versions of this service",
                Map.of(),
                List.of(),
                Hints.TELLS,
                result("version", TEXT));
    }

    /** The schema of an answer with these members, among others. */
    static Map<String, Object> result(Object... namesAndSchemas) {
        return ordered("type", "object", "properties", ordered(namesAndSchemas));
    }

    private static McpSchema.Tool tool(
            String name,
            String title,
            String description,
            Map<String, Object> properties,
            List<String> required,
            Hints hints,
            Map<String, Object> answer) {
        Map<String, Object> schema = ordered("type", "object");
        if (!properties.isEmpty()) {
            schema.put("properties", properties);
        }
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return McpSchema.Tool.builder(name, schema)
                .title(title)
                .description(description)
                .outputSchema(answer)
                .annotations(hints.annotations())
                .build();
    }
}
