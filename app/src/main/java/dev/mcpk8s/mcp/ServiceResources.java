package dev.mcpk8s.mcp;

import dev.mcpk8s.command.Tool;
import dev.mcpk8s.ephemeral.Presets;
import dev.mcpk8s.execution.ToolInventory;
import dev.mcpk8s.execution.ToolStatus;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the service tells of itself, without any cluster. */
@Singleton
final class ServiceResources implements ServerContent {

    private static final String JSON_TYPE = "application/json";
    private final ToolInventory tools;
    private final Presets presets;

    ServiceResources(ToolInventory tools, Presets presets) {
        this.tools = tools;
        this.presets = presets;
    }

    @Override
    public List<SyncResourceSpecification> resources() {
        return List.of(
                resource(
                        "config://version",
                        "Versions",
                        "This service's version, and those of the tools it has",
                        () -> text(versions())),
                resource(
                        "config://presets",
                        "MCP server presets",
                        "Well-known MCP servers: name, how each is started and what it needs",
                        () -> text(presets.describe())));
    }

    private static SyncResourceSpecification resource(
            String uri, String title, String description, Supplier<String> text) {
        return new SyncResourceSpecification(
                McpSchema.Resource.builder(uri, uri.substring(uri.lastIndexOf('/') + 1))
                        .title(title)
                        .description(description)
                        .mimeType(JSON_TYPE)
                        .build(),
                (exchange, request) ->
                        McpSchema.ReadResourceResult.builder(
                                        List.of(
                                                McpSchema.TextResourceContents.builder(
                                                                uri, text.get())
                                                        .mimeType(JSON_TYPE)
                                                        .build()))
                                .build());
    }

    /** The service's version and those of its tools. */
    Map<String, Object> versions() {
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("name", "mcp-k8s");
        versions.put("version", McpServers.version());
        Map<String, Object> byTool = new LinkedHashMap<>();
        for (Map.Entry<Tool, ToolStatus> tool : tools.status().entrySet()) {
            Map<String, @Nullable Object> status = new LinkedHashMap<>();
            status.put("available", tool.getValue().available());
            status.put("version", tool.getValue().version());
            byTool.put(tool.getKey().command(), status);
        }
        versions.put("tools", byTool);
        return versions;
    }

    private static String text(Map<String, Object> document) {
        return new String(JsonRpc.json(document), StandardCharsets.UTF_8);
    }
}
