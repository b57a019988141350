package dev.mcpk8s.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.stream.ServerSentEvents;
import dev.mcpk8s.stream.ServerSentEvents.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CommandStreamTest {

    private static Service service;

    @BeforeAll
    static void start() {
        service =
                new Service(
                        Map.of(
                                "mcp-k8s.stream.heartbeat",
                                "100ms",
                                "mcp-k8s.execution.maximum-concurrent",
                                600));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void linesComeAsEventsBetweenStartAndEnd() {
        HttpResponse<String> answer =
                service.send(
                        service.post("/sse", "{\"command\": \"helm lines 2\"}")
                                .header("X-Request-Id", "r7"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache, no-transform");
        assertThat(ServerSentEvents.all(answer.body()))
                .containsExactly(
                        new Event(
                                1,
                                "control",
                                "{\"status\":\"started\",\"request_id\":\"r7\","
                                        + "\"execution\":\"subprocess\"}"),
                        new Event(2, "stdout", "line 1"),
                        new Event(3, "stdout", "line 2"),
                        new Event(4, "control", "{\"status\":\"done\",\"exit_code\":0}"));
    }

    @Test
    void theFirstLineIsThereWhileTheCommandStillRuns() throws Exception {
        service.commands().stopped.clear();
        HttpResponse<InputStream> answer = open("{\"command\": \"helm lines 1000000 delay 20\"}");
        try (Reader body = new InputStreamReader(answer.body(), StandardCharsets.UTF_8)) {
            ServerSentEvents events = new ServerSentEvents(body);
            assertThat(next(events).data()).contains("started");
            assertThat(next(events)).isEqualTo(new Event(2, "stdout", "line 1"));
            assertThat(next(events)).isEqualTo(new Event(3, "stdout", "line 2"));
        }
        ScriptedCommands.Stopped stopped = service.commands().stopped.poll(30, TimeUnit.SECONDS);
        assertThat(stopped).isNotNull();
        assertThat(stopped.why()).isEqualTo(ErrorCode.CANCELLED);
    }

    @Test
    void aSilentCommandIsKeptAliveByComments() throws Exception {
        HttpResponse<InputStream> answer =
                open("{\"command\": \"helm sleep 60000\", \"timeout\": 2}");
        try (Reader body = new InputStreamReader(answer.body(), StandardCharsets.UTF_8)) {
            ServerSentEvents events = new ServerSentEvents(body);
            assertThat(next(events).data()).contains("started");
            assertThat(next(events).data()).contains("\"status\":\"timeout\",\"exit_code\":124");
            assertThat(events.comments()).isPositive();
            assertThat(events.next()).isNull();
        }
    }

    @Test
    void everyOutcomeHasItsOwnEnd() {
        assertThat(end("helm exit 7")).isEqualTo("{\"status\":\"done\",\"exit_code\":7}");
        assertThat(end("helm fail CLUSTER_UNREACHABLE"))
                .isEqualTo(
                        "{\"status\":\"done\",\"exit_code\":1,\"code\":\"cluster_unreachable\"}");
        assertThat(end("helm fail KUBECONFIG_REFUSED"))
                .isEqualTo(
                        "{\"status\":\"error\",\"exit_code\":-1,\"code\":\"kubeconfig_refused\","
                                + "\"message\":\"this is what to do about KUBECONFIG_REFUSED\"}");
        assertThat(end("helm fault")).contains("\"code\":\"internal_error\"");
    }

    @Test
    void aCommandThatNeverBeginsIsAProblem() {
        HttpResponse<String> answer =
                service.send(service.post("/sse", "{\"command\": \"bash -c x\"}"));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("unknown_tool");
    }

    @Test
    void jsonRpcIsAnswered() {
        HttpResponse<String> answer =
                service.send(
                        service.post(
                                "/sse", "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}"));
        assertThat(answer.body()).startsWith("{\"jsonrpc\":\"2.0\"").contains("\"result\":{}");
    }

    @Test
    void binaryOutputSurvivesInTheFramingOfBytes() throws Exception {
        byte[] bytes = new byte[70_000];
        new Random(7).nextBytes(bytes);
        String body =
                "{\"command\": [\"helm\", \"cat\"], \"stdin\": {\"base64\": \""
                        + Base64.getEncoder().encodeToString(bytes)
                        + "\"}}";
        List<HttpRequest.Builder> ways =
                List.of(
                        service.post("/sse?framing=bytes", body),
                        service.post("/sse", body)
                                .header("Accept", "text/event-stream;framing=bytes"),
                        service.post("/tools/helm?framing=bytes", body.replace("\"helm\", ", ""))
                                .header("Accept", "text/event-stream"));
        for (HttpRequest.Builder way : ways) {
            List<Event> events = ServerSentEvents.all(service.send(way).body());
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            events.stream()
                    .filter(event -> event.name().equals("stdout"))
                    .forEach(
                            event -> received.writeBytes(Base64.getDecoder().decode(event.data())));
            assertThat(received.toByteArray()).isEqualTo(bytes);
            assertThat(events.getFirst().data()).contains("\"framing\":\"bytes\"");
        }
    }

    @Test
    void aFullSetOfStreamsIsServedAtOnceAndOneMoreIsRefused() throws Exception {
        List<HttpResponse<InputStream>> open = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            open.add(open("{\"command\": \"helm sleep 600000\"}"));
        }
        assertThat(service.run("echo still quick").statusCode()).isEqualTo(200);
        assertThat(service.get("/metrics").body()).contains("mcpk8s_commands_running 500.0");
        for (int i = 500; i < 600; i++) {
            open.add(open("{\"command\": \"helm sleep 600000\"}"));
        }
        HttpResponse<String> refused =
                service.send(service.post("/sse", "{\"command\": \"helm echo a\"}"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        for (HttpResponse<InputStream> stream : open) {
            stream.body().close();
        }
        awaitNoCommands();
    }

    private static void awaitNoCommands() throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            if (service.get("/metrics").body().contains("mcpk8s_commands_running 0.0")) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("commands are still running");
    }

    private static String end(String command) {
        HttpResponse<String> answer =
                service.send(service.post("/sse", "{\"command\": \"" + command + "\"}"));
        List<Event> events = ServerSentEvents.all(answer.body());
        assertThat(events.stream().filter(event -> event.name().equals("control"))).hasSize(2);
        return events.getLast().data();
    }

    private static Event next(ServerSentEvents events) {
        Event event = events.next();
        if (event == null) {
            throw new AssertionError("the stream ended");
        }
        return event;
    }

    private static HttpResponse<InputStream> open(String body)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                service.client.send(
                        service.post("/sse", body).build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }
}
