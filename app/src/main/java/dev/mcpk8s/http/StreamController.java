package dev.mcpk8s.http;

import dev.mcpk8s.execution.CommandRequest;
import dev.mcpk8s.execution.CommandRequests;
import dev.mcpk8s.stream.Framing;
import dev.mcpk8s.stream.JsonRpcPost;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /sse}: a full command line, answered while it runs. */
@Controller("/sse")
@Hidden // described in src/main/openapi
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
class StreamController {

    private static final List<MediaType> OFFERED = List.of(MediaType.TEXT_EVENT_STREAM_TYPE);

    private final CommandRequests requests;
    private final CommandRunner runner;
    private final JsonRpcPost jsonRpc;

    StreamController(CommandRequests requests, CommandRunner runner, JsonRpcPost jsonRpc) {
        this.requests = requests;
        this.runner = runner;
        this.jsonRpc = jsonRpc;
    }

    @Post
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<?> run(HttpRequest<?> http, @Body byte[] body) {
        Object parsed = RequestJson.read(body);
        return isJsonRpc(parsed)
                ? jsonRpc.answer(http, new String(body, StandardCharsets.UTF_8))
                : stream(http, RequestJson.fields(parsed));
    }

    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> runForm(HttpRequest<?> http, @Body byte[] body) {
        return stream(http, FormFields.read(http, body));
    }

    private HttpResponse<?> stream(HttpRequest<?> http, Map<String, ?> fields) {
        Negotiation.choose(http, OFFERED);
        Framing framing = Negotiation.framing(http);
        CommandRequest request =
                requests.from(
                        fields,
                        null,
                        http.getHeaders().get(CommandRequests.KUBECONFIG_HEADER),
                        RequestIds.of(http));
        return runner.streamed(http, request, framing);
    }

    private static boolean isJsonRpc(@Nullable Object parsed) {
        Object message =
                parsed instanceof List<?> batch && !batch.isEmpty() ? batch.getFirst() : parsed;
        return message instanceof Map<?, ?> fields && fields.containsKey("jsonrpc");
    }
}
