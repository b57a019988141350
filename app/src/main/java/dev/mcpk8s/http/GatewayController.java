package dev.mcpk8s.http;

import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.ephemeral.gateway.EndpointEvents;
import dev.mcpk8s.ephemeral.gateway.RelayedCall;
import dev.mcpk8s.ephemeral.gateway.ServerAddress;
import dev.mcpk8s.execution.CommandRequests;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An ephemeral server's own MCP endpoints, reached from outside its cluster. The kubeconfig comes
 * as everywhere; the namespace and the context from the query, else from the kubeconfig.
 */
@Hidden // described in docs/gateway.md: what is served here is the server's
@Controller("/ephemeral/servers/{name}")
@Requires(property = "mcp-k8s.ephemeral.enabled", notEquals = "false")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
class GatewayController {

    private static final String STREAMABLE = "/mcp";
    private static final String EVENTS = "/sse";

    private final GatewayRelay relay;

    GatewayController(GatewayRelay relay) {
        this.relay = relay;
    }

    @Post(STREAMABLE)
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<?> post(HttpRequest<?> http, String name, @Body byte[] body) {
        return relay.answer(http, server(http, name), call(http, STREAMABLE, body));
    }

    @Get(STREAMABLE)
    HttpResponse<?> listen(HttpRequest<?> http, String name) {
        return relay.answer(http, server(http, name), call(http, STREAMABLE, null));
    }

    @Delete(STREAMABLE)
    @Consumes(MediaType.ALL)
    HttpResponse<?> end(HttpRequest<?> http, String name) {
        return relay.answer(http, server(http, name), call(http, STREAMABLE, null));
    }

    /** The older transport's stream; its first event then names {@link #message}. */
    @Get(EVENTS)
    HttpResponse<?> open(HttpRequest<?> http, String name) {
        ServerAddress server = server(http, name);
        UnaryOperator<String> endpoint = inside -> endpoint(server, inside);
        return relay.answer(
                http, server, call(http, EVENTS, null), body -> new EndpointEvents(body, endpoint));
    }

    /**
     * @param to where in the pod the stream's first event said to post
     */
    @Post("/messages")
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<?> message(
            HttpRequest<?> http, String name, @QueryValue String to, @Body byte[] body) {
        return relay.answer(http, server(http, name), call(http, to, body));
    }

    private static ServerAddress server(HttpRequest<?> http, String name) {
        String kubeconfig = http.getHeaders().get(CommandRequests.KUBECONFIG_HEADER);
        return new ServerAddress(
                new ClusterTarget(
                        kubeconfig == null || kubeconfig.isBlank() ? null : kubeconfig,
                        query(http, "context"),
                        query(http, "namespace"),
                        ClusterTarget.Reader.OTHER),
                name);
    }

    private static @Nullable String query(HttpRequest<?> http, String name) {
        String given = http.getParameters().get(name);
        return given == null || given.isBlank() ? null : given;
    }

    private static RelayedCall call(HttpRequest<?> http, String path, byte @Nullable [] body) {
        Map<String, String> headers = new HashMap<>();
        http.getHeaders()
                .forEach((header, values) -> headers.put(header, String.join(", ", values)));
        return new RelayedCall(http.getMethodName(), path, headers, body);
    }

    private static String endpoint(ServerAddress server, String inside) {
        StringBuilder address = new StringBuilder("/ephemeral/servers/").append(server.name());
        address.append("/messages?to=").append(encoded(inside));
        append(address, "namespace", server.target().namespace());
        append(address, "context", server.target().context());
        return address.toString();
    }

    private static void append(StringBuilder address, String name, @Nullable String value) {
        if (value != null) {
            address.append('&').append(name).append('=').append(encoded(value));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
