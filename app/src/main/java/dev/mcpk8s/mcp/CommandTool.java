package dev.mcpk8s.mcp;

import dev.mcpk8s.command.Tool;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.CommandEngine;
import dev.mcpk8s.execution.CommandRequest;
import dev.mcpk8s.execution.CommandRequests;
import dev.mcpk8s.execution.ExecutionSettings;
import dev.mcpk8s.execution.OutputEvent;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The four tools: a call's arguments to the engine, its output to progress while it runs, its end
 * to the call's answer. Whatever goes wrong is an answer that a model can read.
 */
@Singleton
final class CommandTool {

    private static final Set<String> ARGUMENTS =
            Set.of(
                    "command",
                    "context",
                    "namespace",
                    "timeout",
                    "stdin",
                    "files",
                    "pipefail",
                    "kubeconfig",
                    OutputWindow.BUDGET,
                    OutputWindow.OFFSET);

    private final CommandEngine engine;
    private final CommandRequests requests;
    private final McpSettings settings;
    private final Confirmation confirmation;
    private final ToolCatalogue catalogue;

    CommandTool(
            CommandEngine engine,
            CommandRequests requests,
            McpSettings settings,
            Confirmation confirmation,
            ExecutionSettings limits) {
        this.engine = engine;
        this.requests = requests;
        this.settings = settings;
        this.confirmation = confirmation;
        this.catalogue = new ToolCatalogue(settings, limits);
    }

    /** The tools, as the SDK's server registers them. */
    List<SyncToolSpecification> specifications() {
        List<SyncToolSpecification> tools = new ArrayList<>();
        for (Tool tool : Tool.values()) {
            tools.add(specification(catalogue.describe(tool), tool, UnaryOperator.identity()));
        }
        if (settings.aliases()) {
            for (Tool tool : Tool.values()) {
                tools.add(specification(OlderNames.execute(tool), tool, UnaryOperator.identity()));
                tools.add(
                        specification(
                                OlderNames.describe(tool),
                                tool,
                                arguments -> OlderNames.toDescribe(tool, arguments)));
            }
        }
        return tools;
    }

    /**
     * @param meaning a call's arguments as those of the tool itself
     */
    private SyncToolSpecification specification(
            McpSchema.Tool described, Tool tool, UnaryOperator<Map<String, Object>> meaning) {
        return SyncToolSpecification.builder()
                .tool(described)
                .callHandler((exchange, call) -> run(tool, exchange, call, meaning))
                .build();
    }

    private McpSchema.CallToolResult run(
            Tool tool,
            McpSyncServerExchange exchange,
            McpSchema.CallToolRequest call,
            UnaryOperator<Map<String, Object>> meaning) {
        CallContext context = CallContext.of(exchange.transportContext());
        String id = UUID.randomUUID().toString();
        CommandRequest request;
        OutputWindow window;
        try {
            Map<String, Object> arguments = meaning.apply(checked(call.arguments()));
            window = OutputWindow.of(arguments, settings);
            CommandRequest asked =
                    requests.from(arguments, tool, context.kubeconfig(), id).forModel();
            request = window.offset() > 0 ? asked.again() : asked;
            confirmation.obtain(exchange, context, request);
        } catch (CommandException refused) {
            return ToolAnswer.refused(refused, id);
        }
        ToolAnswer answer = new ToolAnswer(id, window);
        try (ProgressStream progress = progress(exchange, call)) {
            engine.run(
                    request,
                    event -> {
                        answer.emit(event);
                        if (event instanceof OutputEvent.Data data) {
                            progress.add(data);
                        }
                    },
                    context.cancellation());
        }
        for (String warning : answer.warnings()) {
            exchange.loggingNotification(
                    McpSchema.LoggingMessageNotification.builder(
                                    McpSchema.LoggingLevel.WARNING, warning)
                            .logger(tool.command())
                            .build());
        }
        return answer.toResult();
    }

    /** Tells the client what comes, if it asked for that. */
    static ProgressStream progress(McpSyncServerExchange exchange, McpSchema.CallToolRequest call) {
        Object token = call.progressToken();
        return token instanceof String || token instanceof Number
                ? new ProgressStream(
                        (number, text) ->
                                exchange.progressNotification(
                                        McpSchema.ProgressNotification.builder(
                                                        token, (double) number)
                                                .message(text)
                                                .build()))
                : ProgressStream.NOBODY;
    }

    /** A model that invents an argument is told so, instead of wondering why it had no effect. */
    private Map<String, Object> checked(@Nullable Map<String, Object> arguments) {
        if (arguments == null) {
            return Map.of();
        }
        for (String name : arguments.keySet()) {
            if (!ARGUMENTS.contains(name)) {
                throw new CommandException(
                        ErrorCode.INVALID_REQUEST,
                        "there is no argument \""
                                + (name.length() > 100 ? name.substring(0, 100) + "…" : name)
                                + "\"; flags belong into command");
            }
        }
        if (arguments.get("kubeconfig") != null && !settings.kubeconfigArgument()) {
            throw new CommandException(
                    ErrorCode.INVALID_REQUEST,
                    "kubeconfig is no argument of this tool: whoever configures the client sets it"
                            + " there, in the header X-Kubeconfig");
        }
        return arguments;
    }
}
