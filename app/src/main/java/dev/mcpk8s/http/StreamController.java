package dev.mcpk8s.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
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
import io.micronaut.http.server.multipart.MultipartBody;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    private final Forms forms;
    private final @Nullable JsonRpcPost jsonRpc;

    StreamController(
            CommandRequests requests,
            CommandRunner runner,
            Forms forms,
            @Nullable JsonRpcPost jsonRpc) {
        this.requests = requests;
        this.runner = runner;
        this.forms = forms;
        this.jsonRpc = jsonRpc;
    }

    @Post
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<?> run(HttpRequest<?> http, @Body byte[] body) {
        JsonNode tree = JsonEnvelope.parse(body);
        if (isJsonRpc(tree)) {
            return answerJsonRpc(http, body);
        }
        return stream(http, JsonEnvelope.read(tree));
    }

    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> runForm(HttpRequest<?> http, @Body MultipartBody body) {
        return stream(http, forms.read(body));
    }

    private HttpResponse<?> stream(HttpRequest<?> http, Envelope envelope) {
        Negotiation.choose(http, OFFERED);
        Framing framing = Negotiation.framing(http);
        return runner.streamed(http, requests.from(http, null, envelope), framing);
    }

    private HttpResponse<?> answerJsonRpc(HttpRequest<?> http, byte[] body) {
        if (jsonRpc == null) {
            throw new CommandException(
                    ErrorCode.INVALID_REQUEST, "JSON-RPC is not spoken at this address");
        }
        return jsonRpc.answer(http, new String(body, StandardCharsets.UTF_8));
    }

    private static boolean isJsonRpc(JsonNode tree) {
        JsonNode message = tree.isArray() && !tree.isEmpty() ? tree.get(0) : tree;
        return message.has("jsonrpc");
    }
}
