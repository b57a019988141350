package dev.mcpk8s.http;

import dev.mcpk8s.ephemeral.EphemeralServers;
import dev.mcpk8s.ephemeral.ServerRequests;
import dev.mcpk8s.ephemeral.ServerSpec;
import dev.mcpk8s.ephemeral.ServerSpecs;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code /ephemeral/servers}: MCP servers as Jobs. */
@Controller("/ephemeral/servers")
@Requires(property = "mcp-k8s.ephemeral.enabled", notEquals = "false")
@Hidden // described in src/main/openapi
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
class ServersController {

    private static final List<MediaType> OFFERED =
            List.of(MediaType.APPLICATION_JSON_TYPE, MediaType.TEXT_EVENT_STREAM_TYPE);

    private final EphemeralServers servers;
    private final ServerSpecs specs;
    private final ServerRequests requests;
    private final ServerRunner runner;

    ServersController(
            EphemeralServers servers,
            ServerSpecs specs,
            ServerRequests requests,
            ServerRunner runner) {
        this.servers = servers;
        this.specs = specs;
        this.requests = requests;
        this.runner = runner;
    }

    @Post
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<?> create(HttpRequest<?> http, @Body byte[] body) {
        boolean streams =
                Negotiation.choose(http, OFFERED).equals(MediaType.TEXT_EVENT_STREAM_TYPE);
        Map<String, ?> fields = RequestJson.fields(RequestJson.read(body));
        requests.checkNames(fields);
        ServerSpec spec = specs.read(fields);
        Duration wait = requests.wait(fields, "wait_for_ready", streams);
        return streams
                ? runner.streamed(http, fields, call -> servers.create(call, spec, wait))
                : runner.buffered(
                        http, fields, HttpStatus.CREATED, call -> servers.create(call, spec, wait));
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> http) {
        Map<String, Object> query = query(http);
        boolean all = flag(query, "all_namespaces");
        return runner.buffered(
                http, query, HttpStatus.OK, call -> Map.of("servers", servers.list(call, all)));
    }

    @Get("/{name}")
    HttpResponse<?> get(HttpRequest<?> http, String name) {
        return runner.buffered(http, query(http), HttpStatus.OK, call -> servers.get(call, name));
    }

    @Delete("/{name}")
    HttpResponse<?> delete(HttpRequest<?> http, String name) {
        Map<String, Object> query = query(http);
        query.computeIfPresent("timeout", (field, text) -> number(String.valueOf(text)));
        query.put("wait", flag(query, "wait"));
        Duration wait = requests.wait(query, "wait", false);
        return runner.buffered(
                http, query, HttpStatus.OK, call -> servers.delete(call, name, wait));
    }

    /** A kubeconfig is never taken from an address: addresses are logged on their way. */
    private static Map<String, Object> query(HttpRequest<?> http) {
        Map<String, Object> query = new HashMap<>();
        for (String name : List.of("context", "namespace", "all_namespaces", "wait", "timeout")) {
            http.getParameters().getFirst(name).ifPresent(value -> query.put(name, value));
        }
        return query;
    }

    private static boolean flag(Map<String, Object> query, String name) {
        Object value = query.get(name);
        return value != null && (value.equals("true") || value.equals(""));
    }

    private static Object number(String text) {
        return text.matches("[0-9]{1,9}") ? (Object) Long.parseLong(text) : text;
    }
}
