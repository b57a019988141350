package dev.mcpk8s.mcp;

import dev.mcpk8s.command.Tool;
import dev.mcpk8s.execution.ToolInventory;
import dev.mcpk8s.execution.ToolStatus;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
    private static final String PRESETS = "/mcp/presets.json";

    private final ToolInventory tools;

    ServiceResources(ToolInventory tools) {
        this.tools = tools;
    }

    @Override
    public List<SyncResourceSpecification> resources() {
        return List.of(
                resource(
                        "config://version",
                        "Versions",
                        "This service's version, and those of the tools it has",
                        this::versions),
                resource(
                        "config://presets",
                        "MCP server presets",
                        "Well-known MCP servers: name, how each is started and what it needs",
                        ServiceResources::presets));
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

    private String versions() {
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
        return new String(JsonRpc.json(versions), StandardCharsets.UTF_8);
    }

    private static String presets() {
        try (InputStream in = ServiceResources.class.getResourceAsStream(PRESETS)) {
            if (in == null) {
                throw new IllegalStateException("there is no file " + PRESETS);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
