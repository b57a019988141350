package dev.mcpk8s.mcp;

import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.Consequence.Reach;
import dev.mcpk8s.ephemeral.EphemeralServers;
import dev.mcpk8s.ephemeral.Presets;
import dev.mcpk8s.ephemeral.ServerCall;
import dev.mcpk8s.ephemeral.ServerRequests;
import dev.mcpk8s.ephemeral.ServerSpec;
import dev.mcpk8s.ephemeral.ServerSpecs;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.OutputEvent;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The tools for ephemeral servers, each a bean that the server registers beside the commands. */
@Factory
@Requires(property = "mcp-k8s.ephemeral.enabled", notEquals = "false")
final class ServerTools {

    private static final Set<String> NO_ARGUMENTS = Set.of();
    private static final Set<String> LIST_ARGUMENTS = Set.of("context", "namespace", "kubeconfig");
    private static final Set<String> NAME_ARGUMENTS =
            Set.of("job_name", "context", "namespace", "kubeconfig");
    private static final Set<String> DELETE_ARGUMENTS =
            Set.of(
                    "job_name",
                    "context",
                    "namespace",
                    "kubeconfig",
                    "wait_for_deletion",
                    "timeout");

    private final EphemeralServers servers;
    private final ServerSpecs specs;
    private final ServerRequests requests;
    private final McpSettings settings;
    private final Confirmation confirmation;

    ServerTools(
            EphemeralServers servers,
            ServerSpecs specs,
            ServerRequests requests,
            McpSettings settings,
            Confirmation confirmation) {
        this.confirmation = confirmation;
        this.servers = servers;
        this.specs = specs;
        this.requests = requests;
        this.settings = settings;
    }

    /** What a tool does with checked arguments; its answer is an object. */
    @FunctionalInterface
    private interface Work {
        Object answer(ServerCall call, Map<String, Object> arguments);
    }

    /** What a person is asked before that, with the same arguments. */
    private record Before(
            Reach reach, BiFunction<ServerCall, Map<String, Object>, String> question) {

        /** Of a tool that only reads. */
        static final Before NOTHING = new Before(Reach.NONE, (call, arguments) -> "");
    }

    @Bean
    @Singleton
    @Named("list_presets")
    SyncToolSpecification listPresets(Presets presets) {
        return specification(
                ServerToolCatalogue.listPresets(),
                NO_ARGUMENTS,
                (call, arguments) -> presets.describe());
    }

    @Bean
    @Singleton
    @Named("create_mcp_server")
    SyncToolSpecification create() {
        return specification(
                ServerToolCatalogue.create(),
                null,
                new Before(
                        Reach.CHANGES,
                        (call, arguments) -> {
                            ServerSpec _ = spec(arguments);
                            return ServerQuestion.creation(arguments);
                        }),
                (call, arguments) -> {
                    ServerSpec spec = spec(arguments);
                    Duration wait = requests.wait(arguments, "wait_for_ready", false);
                    return servers.create(call, spec, wait);
                });
    }

    @Bean
    @Singleton
    @Named("list_mcp_servers")
    SyncToolSpecification list() {
        return specification(
                ServerToolCatalogue.list(),
                LIST_ARGUMENTS,
                (call, arguments) -> Map.of("result", servers.list(call, false)));
    }

    @Bean
    @Singleton
    @Named("get_mcp_server_status")
    SyncToolSpecification status() {
        return specification(
                ServerToolCatalogue.status(),
                NAME_ARGUMENTS,
                (call, arguments) -> servers.get(call, name(arguments)));
    }

    @Bean
    @Singleton
    @Named("delete_mcp_server")
    SyncToolSpecification delete() {
        return specification(
                ServerToolCatalogue.delete(),
                DELETE_ARGUMENTS,
                new Before(
                        Reach.DESTROYS,
                        (call, arguments) ->
                                ServerQuestion.deletion(servers.get(call, name(arguments)))),
                (call, arguments) ->
                        servers.delete(
                                call,
                                name(arguments),
                                requests.wait(arguments, "wait_for_deletion", false)));
    }

    @Bean
    @Singleton
    @Named("get_version")
    SyncToolSpecification version(ServiceResources service) {
        return specification(
                ServerToolCatalogue.version(),
                NO_ARGUMENTS,
                (call, arguments) -> service.versions());
    }

    private ServerSpec spec(Map<String, Object> arguments) {
        requests.checkNames(arguments);
        return specs.read(arguments);
    }

    private SyncToolSpecification specification(McpSchema.Tool tool, Set<String> known, Work work) {
        return specification(tool, known, Before.NOTHING, work);
    }

    /**
     * @param known the arguments that the tool has; null for a tool that checks them itself
     */
    private SyncToolSpecification specification(
            McpSchema.Tool tool, @Nullable Set<String> known, Before before, Work work) {
        return SyncToolSpecification.builder()
                .tool(tool)
                .callHandler((exchange, request) -> run(exchange, request, known, before, work))
                .build();
    }

    private McpSchema.CallToolResult run(
            McpSyncServerExchange exchange,
            McpSchema.CallToolRequest request,
            @Nullable Set<String> known,
            Before before,
            Work work) {
        CallContext context = CallContext.of(exchange.transportContext());
        Map<String, Object> given = request.arguments();
        Map<String, Object> arguments = given == null ? Map.of() : given;
        try (ProgressStream progress = CommandTool.progress(exchange, request)) {
            check(arguments, known);
            ClusterTarget target = requests.target(arguments, context.kubeconfig()).forModel();
            ServerCall call =
                    new ServerCall(
                            target, context.cancellation(), line -> progress.add(piece(line)));
            confirmation.obtain(
                    exchange,
                    context,
                    before.reach(),
                    () -> before.question().apply(call, arguments));
            return answer(work.answer(call, arguments));
        } catch (CommandException failure) {
            return failed(failure);
        }
    }

    private void check(Map<String, Object> arguments, @Nullable Set<String> known) {
        for (String name : arguments.keySet()) {
            if (known != null && !known.contains(name)) {
                throw new CommandException(
                        ErrorCode.INVALID_REQUEST,
                        "there is no argument \""
                                + (name.length() > 60 ? name.substring(0, 60) + "…" : name)
                                + "\"");
            }
        }
        if (arguments.get("kubeconfig") != null && !settings.kubeconfigArgument()) {
            throw new CommandException(
                    ErrorCode.INVALID_REQUEST,
                    "kubeconfig is no argument of this tool: whoever configures the client sets it"
                            + " there, in the header X-Kubeconfig");
        }
    }

    private static String name(Map<String, Object> arguments) {
        if (arguments.get("job_name") instanceof String name && !name.isBlank()) {
            return name;
        }
        throw new CommandException(ErrorCode.INVALID_REQUEST, "job_name is required");
    }

    private static OutputEvent.Data piece(String line) {
        return new OutputEvent.Data(Channel.STDOUT, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static McpSchema.CallToolResult answer(Object answer) {
        return McpSchema.CallToolResult.builder()
                .addTextContent(new String(JsonRpc.json(answer), StandardCharsets.UTF_8))
                .structuredContent(answer)
                .build();
    }

    /** A failure as a model reads it. */
    static McpSchema.CallToolResult failed(CommandException failure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("code", failure.code().code());
        fields.put("message", failure.text());
        return McpSchema.CallToolResult.builder()
                .addTextContent(failure.code().title() + ": " + failure.text())
                .structuredContent(fields)
                .isError(true)
                .build();
    }
}
