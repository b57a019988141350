package dev.mcpk8s.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.stream.ServerSentEvents;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ToolEndpointTest {

    private static Service service;

    @BeforeAll
    static void start() {
        service = new Service(Map.of("mcp-k8s.http.max-output", 1000));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void answersWithEveryFieldOfTheContractAlsoWhenItIsNull() {
        HttpResponse<String> answer = service.run("echo hello");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        JsonNode body = json(answer);
        assertThat((Iterable<String>) body::fieldNames)
                .containsExactly(
                        "success",
                        "output",
                        "error",
                        "exit_code",
                        "execution",
                        "duration_ms",
                        "truncated",
                        "request_id");
        assertThat(body.get("success").asBoolean()).isTrue();
        assertThat(body.get("output").asText()).isEqualTo("hello\n");
        assertThat(body.get("error").isNull()).isTrue();
        assertThat(body.get("truncated").isNull()).isTrue();
        assertThat(body.get("exit_code").asInt()).isZero();
        assertThat(body.get("execution").asText()).isEqualTo("subprocess");
    }

    @Test
    void aCommandThatFailedIs200WithItsExitCode() {
        JsonNode failed = json(service.run("exit 3"));
        assertThat(failed.get("success").asBoolean()).isFalse();
        assertThat(failed.get("exit_code").asInt()).isEqualTo(3);

        HttpResponse<String> refused = service.run("fail CLUSTER_UNREACHABLE");
        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(json(refused).get("error").asText())
                .isEqualTo("error: this is what to do about CLUSTER_UNREACHABLE\n");
        assertThat(json(refused).get("exit_code").asInt()).isEqualTo(1);
    }

    @Test
    void standardErrorIsGivenOnSuccessToo() {
        JsonNode body = json(service.run("warn careful"));
        assertThat(body.get("success").asBoolean()).isTrue();
        assertThat(body.get("error").asText()).isEqualTo("careful\n");
    }

    @Test
    void longOutputIsCutAndSaysSo() {
        JsonNode body = json(service.run("flood 32768"));
        assertThat(body.get("output").asText()).hasSize(1000);
        assertThat(body.at("/truncated/kept_bytes").asInt()).isEqualTo(1000);
        assertThat(body.at("/truncated/total_bytes").asInt()).isEqualTo(32768);
    }

    @Test
    void aCommandBeyondItsTimeEndsWith124() {
        JsonNode body =
                json(
                        service.send(
                                service.post(
                                        "/tools/helm",
                                        "{\"command\": \"sleep 60000\", \"timeout\": 1}")));
        assertThat(body.get("exit_code").asInt()).isEqualTo(124);
        assertThat(body.get("success").asBoolean()).isFalse();
        assertThat(body.get("error").asText()).contains("after 1 second;");
    }

    @Test
    void wordsAreTakenAsTheyAre() {
        HttpResponse<String> answer =
                service.send(
                        service.post("/tools/helm", "{\"command\": [\"echo\", \"a  b\", \";\"]}"));
        assertThat(json(answer).get("output").asText()).isEqualTo("a  b ;\n");
    }

    @Test
    void theHeaderWinsOverTheFieldAndEmptyOnesAreAbsent() {
        String body =
                "{\"command\": \"target\", \"kubeconfig\": \"field\", \"context\": \"\","
                        + " \"namespace\": \"n\", \"unknown\": 1, \"timeout\": 77}";
        assertThat(output(service.post("/tools/helm", body).header("X-Kubeconfig", "header")))
                .isEqualTo("header null n 77\n");
        assertThat(output(service.post("/tools/helm", body).header("X-Kubeconfig", "")))
                .isEqualTo("field null n 77\n");
        assertThat(
                        output(
                                service.post(
                                        "/tools/helm",
                                        "{\"command\": \"target\", \"kubeconfig\": \"\"}")))
                .isEqualTo("null null null 300\n");
    }

    @Test
    void standardInputAndFilesReachTheCommand() {
        assertThat(
                        output(
                                service.post(
                                        "/tools/helm",
                                        "{\"command\": \"cat\", \"stdin\": \"in é\"}")))
                .isEqualTo("in é");
        assertThat(
                        output(
                                service.post(
                                        "/tools/helm",
                                        "{\"command\": \"file a/b.yaml\","
                                                + " \"files\": {\"./a//b.yaml\": \"text\"}}")))
                .isEqualTo("text");
        assertThat(
                        output(
                                service.post(
                                        "/tools/helm",
                                        "{\"command\": \"file a\","
                                                + " \"files\": {\"a\": {\"base64\": \"eA==\"}}}")))
                .isEqualTo("x");
    }

    @Test
    void theSameAddressStreamsToWhoAsksForEvents() {
        HttpResponse<String> answer =
                service.send(
                        service.post("/tools/helm", "{\"command\": \"lines 2\"}")
                                .header("Accept", "text/event-stream"));

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(ServerSentEvents.all(answer.body()))
                .extracting(ServerSentEvents.Event::name)
                .containsExactly("control", "stdout", "stdout", "control");
    }

    @Test
    void theCallersRequestIdIsKeptWhenItIsHarmless() {
        HttpResponse<String> kept =
                service.send(
                        service.post("/tools/helm", "{\"command\": \"echo a\"}")
                                .header("X-Request-Id", "mine-1"));
        assertThat(kept.headers().firstValue("X-Request-Id")).contains("mine-1");
        assertThat(json(kept).get("request_id").asText()).isEqualTo("mine-1");

        HttpResponse<String> replaced =
                service.send(
                        service.post("/tools/helm", "{\"command\": \"echo a\"}")
                                .header("X-Request-Id", "<script>"));
        assertThat(replaced.headers().firstValue("X-Request-Id"))
                .contains(json(replaced).get("request_id").asText())
                .get()
                .asString()
                .hasSize(36);
    }

    @Test
    void runsOnVirtualThreads() {
        service.run("echo a");
        assertThat(service.commands().threads).last().isEqualTo(true);
    }

    private static String output(HttpRequest.Builder request) {
        HttpResponse<String> answer = service.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("output").asText();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return RequestJson.STRICT.readTree(answer.body());
        } catch (JsonProcessingException broken) {
            throw new AssertionError(answer.body(), broken);
        }
    }
}
