package dev.mcpk8s.mcp;

import dev.mcpk8s.command.Tool;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that an older server gave its tools, for clients and prompts written for it: {@code
 * execute_kubectl} and {@code describe_kubectl}, and the same of the others.
 *
 * <p>What describes never acts: it takes the path of a subcommand, and asks the tool's own {@code
 * help}, which runs nothing whatever follows it.
 */
final class OlderNames {

    private static final Pattern PATH =
            Pattern.compile("\\s*([a-z][a-z0-9-]*(\\s+[a-z][a-z0-9-]*){0,4})?\\s*");

    private OlderNames() {}

    static McpSchema.Tool execute(Tool tool) {
        String name = tool.command();
        return McpSchema.Tool.builder(
                        "execute_" + name,
                        schema(
                                ToolCatalogue.ordered(
                                        "command", Map.of("type", "string"),
                                        "timeout", Map.of("type", "integer")),
                                List.of("command")))
                .title("Execute " + name)
                .description("The same as the tool " + name)
                .annotations(annotations(false))
                .build();
    }

    static McpSchema.Tool describe(Tool tool) {
        String name = tool.command();
        return McpSchema.Tool.builder(
                        "describe_" + name,
                        schema(
                                Map.of(
                                        "command",
                                        ToolCatalogue.ordered(
                                                "type",
                                                "string",
                                                "description",
                                                "A subcommand, such as: version")),
                                List.of()))
                .title(name + " help")
                .description("Help of " + name + " or of one of its subcommands")
                .annotations(annotations(true))
                .build();
    }

    /**
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST} for more than a subcommand's path
     */
    static Map<String, Object> toDescribe(Tool tool, Map<String, Object> arguments) {
        @Nullable Object command = arguments.get("command");
        String path = command == null ? "" : String.valueOf(command).strip();
        String prefix = tool.command() + " ";
        if (path.equals(tool.command())) {
            path = "";
        } else if (path.startsWith(prefix)) {
            path = path.substring(prefix.length());
        }
        if ((command != null && !(command instanceof String)) || !PATH.matcher(path).matches()) {
            throw new CommandException(
                    ErrorCode.INVALID_REQUEST,
                    "command must be the path of a subcommand, such as: rollout status");
        }
        return Map.of("command", path.isBlank() ? "help" : "help " + path);
    }

    private static Map<String, Object> schema(
            Map<String, Object> properties, List<String> required) {
        return ToolCatalogue.ordered(
                "type", "object", "properties", properties, "required", required);
    }

    private static McpSchema.ToolAnnotations annotations(boolean readOnly) {
        return McpSchema.ToolAnnotations.builder()
                .readOnlyHint(readOnly)
                .destructiveHint(!readOnly)
                .idempotentHint(readOnly)
                .openWorldHint(!readOnly)
                .build();
    }
}
