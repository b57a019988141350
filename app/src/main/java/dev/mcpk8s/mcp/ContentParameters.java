package dev.mcpk8s.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must stand in the parameters of requests for lists, prompts, resources and completions. */
final class ContentParameters {

    private ContentParameters() {}

    /** What is wrong with them; null for nothing. */
    static @Nullable String problemOf(String method, Map<?, ?> params) {
        return switch (method) {
            case McpSchema.METHOD_RESOURCES_READ,
                    McpSchema.METHOD_RESOURCES_SUBSCRIBE,
                    McpSchema.METHOD_RESOURCES_UNSUBSCRIBE ->
                    params.get("uri") instanceof String uri && !uri.isBlank()
                            ? null
                            : "uri must be the address of a resource";
            case McpSchema.METHOD_PROMPT_GET -> problemOfPrompt(params);
            case McpSchema.METHOD_COMPLETION_COMPLETE -> problemOfCompletion(params);
            case McpSchema.METHOD_TOOLS_LIST,
                    McpSchema.METHOD_PROMPT_LIST,
                    McpSchema.METHOD_RESOURCES_LIST,
                    McpSchema.METHOD_RESOURCES_TEMPLATES_LIST ->
                    params.get("cursor") == null
                            ? null
                            : "there is no such cursor: a list here has one page";
            default -> null;
        };
    }

    private static @Nullable String problemOfPrompt(Map<?, ?> params) {
        if (!(params.get("name") instanceof String)) {
            return "name must be the name of a prompt";
        }
        return isObjectOrMissing(params.get("arguments")) ? null : "arguments must be an object";
    }

    private static @Nullable String problemOfCompletion(Map<?, ?> params) {
        if (!(params.get("ref") instanceof Map<?, ?> ref)) {
            return "ref must be an object";
        }
        boolean known =
                switch (String.valueOf(ref.get("type"))) {
                    case "ref/prompt" -> ref.get("name") instanceof String;
                    case "ref/resource" -> ref.get("uri") instanceof String;
                    default -> false;
                };
        if (!known) {
            return "ref must be a ref/prompt with a name or a ref/resource with a uri";
        }
        if (!(params.get("argument") instanceof Map<?, ?> argument)
                || !(argument.get("name") instanceof String)
                || !(argument.get("value") instanceof String)) {
            return "argument must have a name and a value";
        }
        return isObjectOrMissing(params.get("context")) ? null : "context must be an object";
    }

    private static boolean isObjectOrMissing(@Nullable Object value) {
        return value == null || value instanceof Map;
    }
}
