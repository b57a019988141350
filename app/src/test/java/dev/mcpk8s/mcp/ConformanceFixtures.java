package dev.mcpk8s.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What the conformance suite asks a server under test to offer, over the product's own transports
 * and sessions. What only has to be said stands in {@code conformance.json}.
 */
@Factory
@Requires(property = ConformanceFixtures.PROPERTY)
class ConformanceFixtures {

    static final String PROPERTY = "test.conformance-fixtures";

    private static final Map<String, Object> NO_ARGUMENTS =
            Map.of("type", "object", "properties", Map.of());

    private final JsonNode fixtures;

    ConformanceFixtures() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/mcp/conformance.json")) {
            fixtures = McpTestServer.JSON.readTree(file);
        }
    }

    @Singleton
    @Bean(preDestroy = "closeGracefully")
    @Replaces(bean = McpSyncServer.class, factory = McpServers.class)
    McpSyncServer server(McpSessions sessions) {
        return McpServer.sync(sessions)
                .serverInfo("conformance", "1")
                .capabilities(
                        McpSchema.ServerCapabilities.builder()
                                .tools(false)
                                .prompts(false)
                                .resources(true, false)
                                .completions()
                                .logging()
                                .build())
                .tools(stream("tools").map(this::tool).toList())
                .prompts(stream("prompts").map(this::prompt).toList())
                .resources(stream("resources").map(this::resource).toList())
                .resourceTemplates(List.of(template()))
                .completions(List.of(completion()))
                .immediateExecution(true)
                .build();
    }

    private java.util.stream.Stream<JsonNode> stream(String name) {
        return StreamSupport.stream(fixtures.get(name).spliterator(), false);
    }

    private SyncToolSpecification tool(JsonNode fixture) {
        String name = fixture.get("name").asText();
        Map<String, Object> schema =
                fixture.has("inputSchema") ? map(fixture.get("inputSchema")) : NO_ARGUMENTS;
        return SyncToolSpecification.builder()
                .tool(McpSchema.Tool.builder(name, schema).description("For " + name).build())
                .callHandler((exchange, call) -> call(name, exchange, call))
                .build();
    }

    private CallToolResult call(String name, McpSyncServerExchange exchange, CallToolRequest call) {
        if (fixtures.get("answers").has(name)) {
            return read(fixtures.get("answers").get(name).toString(), CallToolResult.class);
        }
        if (fixtures.get("questions").has(name)) {
            return ask(exchange, call, map(fixtures.get("questions").get(name)));
        }
        return switch (name) {
            case "test_tool_with_logging" -> log(exchange);
            case "test_tool_with_progress" -> progress(exchange, call.progressToken());
            default -> sample(exchange, call);
        };
    }

    private static CallToolResult ask(
            McpSyncServerExchange exchange, CallToolRequest call, Map<String, Object> schema) {
        Object message = call.arguments() == null ? null : call.arguments().get("message");
        McpSchema.ElicitResult answer =
                exchange.createElicitation(
                        McpSchema.ElicitFormRequest.builder(
                                        message == null ? "Please answer" : message.toString(),
                                        schema)
                                .build());
        return text(
                "User response: action="
                        + answer.action().name().toLowerCase(java.util.Locale.ROOT)
                        + ", content="
                        + answer.content());
    }

    private static CallToolResult log(McpSyncServerExchange exchange) {
        for (String words :
                List.of(
                        "Tool execution started",
                        "Tool processing data",
                        "Tool execution completed")) {
            exchange.loggingNotification(
                    McpSchema.LoggingMessageNotification.builder(McpSchema.LoggingLevel.INFO, words)
                            .logger("conformance")
                            .build());
            pause();
        }
        return text("logged");
    }

    private static CallToolResult progress(McpSyncServerExchange exchange, Object token) {
        for (double done : new double[] {0, 50, 100}) {
            if (token != null) {
                exchange.progressNotification(
                        McpSchema.ProgressNotification.builder(token, done).total(100.0).build());
            }
            pause();
        }
        return text("done");
    }

    private static CallToolResult sample(McpSyncServerExchange exchange, CallToolRequest call) {
        McpSchema.TextContent prompt =
                McpSchema.TextContent.builder(String.valueOf(call.arguments().get("prompt")))
                        .build();
        McpSchema.CreateMessageResult answer =
                exchange.createMessage(
                        McpSchema.CreateMessageRequest.builder(
                                        List.of(
                                                McpSchema.SamplingMessage.builder(
                                                                McpSchema.Role.USER, prompt)
                                                        .build()),
                                        100)
                                .build());
        return text("LLM response: " + ((McpSchema.TextContent) answer.content()).text());
    }

    private McpServerFeatures.SyncPromptSpecification prompt(JsonNode fixture) {
        String name = fixture.get("name").asText();
        return new McpServerFeatures.SyncPromptSpecification(
                read(fixture.toString(), McpSchema.Prompt.class),
                (exchange, request) -> {
                    String answer = fixtures.get("prompted").get(name).toString();
                    Map<String, Object> given =
                            request.arguments() == null ? Map.of() : request.arguments();
                    for (Map.Entry<String, Object> argument : given.entrySet()) {
                        answer =
                                answer.replace(
                                        "{" + argument.getKey() + "}",
                                        argument.getValue().toString());
                    }
                    return read(answer, McpSchema.GetPromptResult.class);
                });
    }

    private McpServerFeatures.SyncResourceSpecification resource(JsonNode fixture) {
        String contents = fixtures.get("contents").get(fixture.get("uri").asText()).toString();
        return new McpServerFeatures.SyncResourceSpecification(
                read(fixture.toString(), McpSchema.Resource.class),
                (exchange, request) -> read(contents, McpSchema.ReadResourceResult.class));
    }

    private static McpServerFeatures.SyncResourceTemplateSpecification template() {
        return new McpServerFeatures.SyncResourceTemplateSpecification(
                McpSchema.ResourceTemplate.builder("test://template/{id}/data", "template")
                        .description("Template")
                        .mimeType("application/json")
                        .build(),
                (exchange, request) -> {
                    String id = request.uri().split("/", -1)[3];
                    String text = "{'id':'ID','templateTest':true,'data':'Data for ID: ID'}";
                    return McpSchema.ReadResourceResult.builder(
                                    List.of(
                                            McpSchema.TextResourceContents.builder(
                                                            request.uri(),
                                                            text.replace("ID", id)
                                                                    .replace('\'', '"'))
                                                    .mimeType("application/json")
                                                    .build()))
                            .build();
                });
    }

    private static McpServerFeatures.SyncCompletionSpecification completion() {
        return new McpServerFeatures.SyncCompletionSpecification(
                McpSchema.PromptReference.builder("test_prompt_with_arguments").build(),
                (exchange, request) ->
                        new McpSchema.CompleteResult(
                                new McpSchema.CompleteResult.CompleteCompletion(
                                        List.of("test"), 1, false)));
    }

    private static CallToolResult text(String words) {
        return CallToolResult.builder().addTextContent(words).build();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(JsonNode json) {
        return McpTestServer.JSON.convertValue(json, Map.class);
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JsonRpc.mapper().readValue(json, type);
        } catch (IOException badFixture) {
            throw new UncheckedIOException(badFixture);
        }
    }

    /** The suite wants to see that messages come one by one. */
    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
