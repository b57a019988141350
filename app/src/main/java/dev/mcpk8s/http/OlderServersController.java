package dev.mcpk8s.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.ephemeral.EphemeralServer;
import dev.mcpk8s.ephemeral.EphemeralServers;
import dev.mcpk8s.ephemeral.ServerCall;
import dev.mcpk8s.ephemeral.ServerSpec;
import dev.mcpk8s.ephemeral.ServerSpecs;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.json.Json;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The paths of an older service: a server is named by {@code pod_name}, nothing is waited for, and
 * a body that is not valid is 422.
 */
@Controller
@Requires(property = "mcp-k8s.ephemeral.enabled", notEquals = "false")
@Hidden // described in src/main/openapi
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
class OlderServersController {

    private static final int UNPROCESSABLE = 422;

    private final EphemeralServers servers;
    private final ServerSpecs specs;
    private final ServerRunner runner;

    OlderServersController(EphemeralServers servers, ServerSpecs specs, ServerRunner runner) {
        this.servers = servers;
        this.specs = specs;
        this.runner = runner;
    }

    @Post("/create_mcp_server")
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<?> create(HttpRequest<?> http, @Body byte[] body) {
        return checked(
                http,
                () -> {
                    Map<String, Object> fields =
                            new HashMap<>(RequestJson.fields(RequestJson.read(body)));
                    if (fields.get("preset") == null && fields.get("image") == null) {
                        // null is no default here: whoever says it means none
                        putWhereMissing(fields, "runtime_exec", "uvx");
                        putWhereMissing(fields, "runtime_mcp", "mcp-server-fetch");
                    }
                    ServerSpec spec = specs.read(fields);
                    return answer(http, fields, call -> older(servers.create(call, spec, null)));
                });
    }

    @Get("/list_mcp_servers")
    HttpResponse<?> list(HttpRequest<?> http) {
        return answer(
                http,
                Map.of(),
                call ->
                        Map.of(
                                "servers",
                                servers.list(call, false).stream()
                                        .map(OlderServersController::older)
                                        .toList()));
    }

    @Post("/delete_mcp_server")
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<?> delete(HttpRequest<?> http, @Body byte[] body) {
        return checked(
                http,
                () -> {
                    Map<String, ?> fields = RequestJson.fields(RequestJson.read(body));
                    Object name = fields.get("pod_name");
                    if (!(name instanceof String podName) || podName.isBlank()) {
                        throw new CommandException(
                                ErrorCode.INVALID_REQUEST, "pod_name is required, as a string");
                    }
                    return answer(http, fields, call -> older(servers.delete(call, podName, null)));
                });
    }

    private HttpResponse<?> answer(
            HttpRequest<?> http, Map<String, ?> fields, Function<ServerCall, ?> work) {
        return runner.buffered(http, fields, HttpStatus.OK, work);
    }

    private static HttpResponse<?> checked(HttpRequest<?> http, Supplier<HttpResponse<?>> work) {
        try {
            return work.get();
        } catch (CommandException invalid) {
            Problem problem = ServerProblems.of(invalid, RequestIds.of(http));
            boolean body =
                    invalid.code() == ErrorCode.INVALID_REQUEST
                            || invalid.code() == ErrorCode.INVALID_JSON;
            return ProblemResponses.answer(body ? problem.withStatus(UNPROCESSABLE) : problem);
        }
    }

    private static void putWhereMissing(Map<String, Object> fields, String name, String otherwise) {
        if (!fields.containsKey(name)) {
            fields.put(name, otherwise);
        }
    }

    private static ObjectNode older(EphemeralServer server) {
        ObjectNode fields = Json.object(server);
        return fields.put("pod_name", server.jobName());
    }
}
