package dev.mcpk8s.mcp.prompt;

import dev.mcpk8s.mcp.ServerContent;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The prompts of {@code mcp/prompts} as the SDK's server registers them. What they say is checked
 * when the service starts: a text that names an argument it does not have stops it.
 */
@Singleton
public final class PromptLibrary implements ServerContent {

    private static final String FOLDER = "/mcp/prompts/";
    private static final int LONGEST_VALUE = 500;

    private final List<PromptText> texts;

    public PromptLibrary() {
        this.texts =
                file("index.txt")
                        .lines()
                        .map(name -> PromptText.parse(name, file(name + ".md")))
                        .toList();
    }

    /** All prompts, in the order of the index. */
    public List<PromptText> texts() {
        return texts;
    }

    @Override
    public List<SyncPromptSpecification> prompts() {
        return texts.stream().map(PromptLibrary::specification).toList();
    }

    private static SyncPromptSpecification specification(PromptText text) {
        List<McpSchema.PromptArgument> arguments =
                text.arguments().stream()
                        .map(
                                argument ->
                                        McpSchema.PromptArgument.builder(argument.name())
                                                .description(description(argument))
                                                .required(argument.required())
                                                .build())
                        .toList();
        text.render(values(text, example(text)));
        return new SyncPromptSpecification(
                McpSchema.Prompt.builder(text.name())
                        .title(text.title())
                        .description(text.description())
                        .arguments(arguments)
                        .build(),
                (exchange, request) -> get(text, request));
    }

    private static String description(PromptArgument argument) {
        String fallback = argument.fallback();
        return fallback == null || fallback.isEmpty()
                ? argument.description()
                : argument.description() + "; default " + fallback;
    }

    private static McpSchema.GetPromptResult get(
            PromptText text, McpSchema.GetPromptRequest request) {
        @Nullable Map<String, Object> given = request.arguments();
        String message = text.render(values(text, given == null ? Map.of() : given));
        return McpSchema.GetPromptResult.builder(
                        List.of(
                                McpSchema.PromptMessage.builder(
                                                McpSchema.Role.USER,
                                                McpSchema.TextContent.builder(message).build())
                                        .build()))
                .description(text.description())
                .build();
    }

    /** The value of every argument, given or not. */
    private static Map<String, String> values(PromptText text, Map<String, ?> given) {
        Map<String, String> values = new HashMap<>();
        for (PromptArgument argument : text.arguments()) {
            Object value = given.get(argument.name());
            String fallback = argument.fallback();
            if (value instanceof String word && !word.isBlank()) {
                values.put(argument.name(), checked(argument, word.strip()));
            } else if (value != null && !(value instanceof String)) {
                throw invalid("the argument " + argument.name() + " must be a string");
            } else if (fallback == null) {
                throw invalid("the argument " + argument.name() + " is required");
            } else {
                values.put(argument.name(), fallback);
            }
        }
        return values;
    }

    /** A value stands inside command lines: what cannot be one word's part is refused. */
    private static String checked(PromptArgument argument, String value) {
        if (value.length() > LONGEST_VALUE || value.chars().anyMatch(Character::isISOControl)) {
            throw invalid(
                    "the argument "
                            + argument.name()
                            + " must be one line of at most "
                            + LONGEST_VALUE
                            + " characters");
        }
        return value;
    }

    private static Map<String, String> example(PromptText text) {
        Map<String, String> values = new HashMap<>();
        text.arguments().forEach(argument -> values.put(argument.name(), "x"));
        return values;
    }

    private static McpError invalid(String message) {
        return McpError.builder(ErrorCodes.INVALID_PARAMS).message(message).build();
    }

    private static String file(String name) {
        try (InputStream in = PromptLibrary.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("there is no file " + FOLDER + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
