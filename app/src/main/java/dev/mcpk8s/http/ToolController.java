package dev.mcpk8s.http;

import dev.mcpk8s.command.Tool;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.CommandRequest;
import dev.mcpk8s.execution.CommandRequests;
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
import java.util.List;
import java.util.Map;

/** {@code POST /tools/{tool}}: one command, answered at its end or while it runs. */
@Controller("/tools/{tool}")
@Hidden // described in src/main/openapi
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
class ToolController {

    private static final List<MediaType> OFFERED =
            List.of(MediaType.APPLICATION_JSON_TYPE, MediaType.TEXT_EVENT_STREAM_TYPE);

    private final CommandRequests requests;
    private final CommandRunner runner;

    ToolController(CommandRequests requests, CommandRunner runner) {
        this.requests = requests;
        this.runner = runner;
    }

    @Post
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<?> run(HttpRequest<?> http, String tool, @Body byte[] body) {
        return answer(http, toolNamed(tool), RequestJson.fields(RequestJson.read(body)));
    }

    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> runForm(HttpRequest<?> http, String tool, @Body byte[] body) {
        return answer(http, toolNamed(tool), FormFields.read(http, body));
    }

    private HttpResponse<?> answer(HttpRequest<?> http, Tool tool, Map<String, ?> fields) {
        MediaType form = Negotiation.choose(http, OFFERED);
        CommandRequest request =
                requests.from(
                        fields,
                        tool,
                        http.getHeaders().get(CommandRequests.KUBECONFIG_HEADER),
                        RequestIds.of(http));
        return form.equals(MediaType.TEXT_EVENT_STREAM_TYPE)
                ? runner.streamed(http, request, Negotiation.framing(http))
                : runner.buffered(http, request);
    }

    private static Tool toolNamed(String word) {
        return Tool.named(word)
                .orElseThrow(
                        () ->
                                new CommandException(
                                        ErrorCode.UNKNOWN_TOOL,
                                        "the tools are kubectl, helm, istioctl and argocd"));
    }
}
