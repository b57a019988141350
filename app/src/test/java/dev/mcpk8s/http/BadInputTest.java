package dev.mcpk8s.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.client.RawConnection;
import dev.mcpk8s.client.RawConnection.Answer;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each bad request has a clear answer, and a further one on the same connection works. */
class BadInputTest {

    private static Service service;

    @BeforeAll
    static void start() {
        service = new Service(Map.of("mcp-k8s.execution.maximum-timeout", "50s"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"command":                                      | invalid_json    | line 1
                    secret-token                                     | invalid_json    | line 1
                    {"command":"a"} trailing                         | invalid_json    | line 1
                    {"command":"a","command":"b"}                    | invalid_json    | line 1
                    []                                               | invalid_request | must be a JSON object
                    7                                                | invalid_request | must be a JSON object
                    {}                                               | invalid_request | command is required
                    {"command":null}                                 | invalid_request | command is required
                    {"command":7}                                    | invalid_request | must be a string
                    {"command":["a",7]}                              | invalid_request | word 2 is a number
                    {"command":"a","kubeconfig":{}}                  | invalid_request | kubeconfig must
                    {"command":"a","context":[]}                     | invalid_request | context must
                    {"command":"a","namespace":true}                 | invalid_request | namespace must
                    {"command":"a","timeout":"soon"}                 | invalid_request | timeout must
                    {"command":"a","timeout":1.5}                    | invalid_request | timeout must
                    {"command":"a","timeout":0}                      | invalid_request | from 1 to 50
                    {"command":"a","timeout":51}                     | invalid_request | from 1 to 50
                    {"command":"a","timeout":99999999999999999999}   | invalid_request | timeout must
                    {"command":"a","stdin":5}                        | invalid_request | stdin must
                    {"command":"a","stdin":{"base64":"=a"}}          | invalid_request | stdin
                    {"command":"a","files":[]}                       | invalid_request | files must
                    {"command":"a","files":{"a":1}}                  | invalid_request | file
                    {"command":"a","files":{"/etc/x":""}}            | invalid_request | relative
                    {"command":"a","files":{"a/../../x":""}}         | invalid_request | relative
                    {"command":"a","files":{"a":"","./a":""}}        | invalid_request | twice
                    """)
    void aBodyThatCannotBeUsedIsExplained(String body, String code, String detail) {
        try (RawConnection connection = service.connect()) {
            for (String path : new String[] {"/tools/helm", "/sse"}) {
                connection.ask(path, body);
                Answer answer = connection.read();
                assertProblem(answer, 400, code, detail);
                assertThat(answer.body()).doesNotContain("secret-token");
            }
            assertUsable(connection);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, application/json, application/json, 404, not_found",
        "POST, /tools/bash, application/json, application/json, 404, unknown_tool",
        "GET, /tools/helm, application/json, application/json, 405, method_not_allowed",
        "POST, /tools/helm, application/json, text/html, 406, not_acceptable",
        "POST, /sse, application/json, image/png, 406, not_acceptable",
        "POST, /tools/helm, text/plain, application/json, 415, unsupported_media_type",
        "POST, /tools/helm, application/x-www-form-urlencoded, */*, 415, unsupported_media_type",
        "POST, /sse?framing=x, application/json, */*, 400, invalid_request",
    })
    void everyErrorIsAProblem(
            String method, String path, String type, String accept, int status, String code) {
        try (RawConnection connection = service.connect()) {
            connection.send(
                    method
                            + " "
                            + path
                            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                            + type
                            + "\r\nAccept: "
                            + accept
                            + "\r\nContent-Length: 23\r\n\r\n{\"command\": \"helm foo\"}");
            assertProblem(connection.read(), status, code, "");
            assertUsable(connection);
        }
    }

    @Test
    void theMethodsThatWouldWorkAreNamed() {
        assertThat(service.get("/tools/helm").headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void aDeeplyNestedBodyIsRefused() {
        try (RawConnection connection = service.connect()) {
            connection.ask("/tools/helm", "[".repeat(500_000));
            assertProblem(connection.read(), 400, "invalid_json", "not valid JSON");
            assertUsable(connection);
        }
    }

    @Test
    void anEmptyBodyIsExplained() {
        try (RawConnection connection = service.connect()) {
            connection.ask("/tools/helm", "");
            assertProblem(connection.read(), 400, "invalid_request", "a body is needed");
            assertUsable(connection);
        }
    }

    @Test
    void headersOf64KiBWork() {
        try (RawConnection connection = service.connect()) {
            String kubeconfig = "A".repeat(64 * 1024);
            connection.ask(
                    "/tools/helm",
                    "{\"command\": \"target\"}",
                    "X-Kubeconfig: " + kubeconfig + "\r\n");
            Answer answer = connection.read();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains(kubeconfig);
            assertUsable(connection);
        }
    }

    @ParameterizedTest
    @CsvSource({"100000", "1000000"})
    void largerHeadersAre431NeverAReset(int size) {
        try (RawConnection connection = service.connect()) {
            connection.ask(
                    "/tools/helm",
                    "{\"command\": \"echo a\"}",
                    "X-Kubeconfig: " + "A".repeat(size) + "\r\n");
            assertProblem(connection.read(), 431, "headers_too_large", "64 KiB");
            assertThat(connection.isEnded()).isTrue();
        }
    }

    @Test
    void aTooLongAddressIs414() {
        try (RawConnection connection = service.connect()) {
            connection.send("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertProblem(connection.read(), 414, "uri_too_long", "");
            assertThat(connection.isEnded()).isTrue();
        }
    }

    @Test
    void whatIsNoHttpAtAllIsAnsweredToo() {
        try (RawConnection connection = service.connect()) {
            connection.send(
                    "POST /sse HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n\r\n");
            assertProblem(connection.read(), 400, "invalid_request", "");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health HTTP/1.1\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n",
                "GET // HTTP/1.1\r\nHost: localhost\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n",
            })
    void aRequestWithoutOneHostOrWithABadAddressIs400(String head) {
        try (RawConnection connection = service.connect()) {
            connection.send(head + "\r\n");
            assertProblem(connection.read(), 400, "invalid_request", "well formed");
            assertUsable(connection);
        }
    }

    @Test
    void aBodyOf30MiBWorksAndALargerOneIs413() {
        try (RawConnection connection = service.connect()) {
            connection.ask("/tools/helm", large(30_000_000));
            assertThat(connection.read().status()).isEqualTo(200);
            connection.ask("/tools/helm", large(40_000_000));
            assertProblem(connection.read(), 413, "body_too_large", "larger");
            assertUsable(connection);
        }
    }

    @Test
    void aChunkedBodyBeyondTheLimitIs413() {
        try (RawConnection connection = service.connect()) {
            connection.send(head("Transfer-Encoding: chunked"));
            String chunk = "100000\r\n" + " ".repeat(0x100000) + "\r\n";
            for (int i = 0; i < 40; i++) {
                connection.send(chunk);
            }
            connection.send("0\r\n\r\n");
            assertProblem(connection.read(), 413, "body_too_large", "larger");
            assertUsable(connection);
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleOfItsBodyHarmsNobody() {
        service.commands().started.clear();
        try (RawConnection connection = service.connect()) {
            connection.send(head("Content-Length: 1000") + "{\"command\": \"echo");
        }
        try (RawConnection next = service.connect()) {
            assertUsable(next);
        }
        assertThat(service.commands().started).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "COMMAND_REFUSED, 400, 126",
        "FORBIDDEN, 403, 126",
        "KUBECONFIG_MISSING, 400, -1",
        "TOOL_NOT_INSTALLED, 501, 127",
        "TOO_MANY_REQUESTS, 429, -1",
        "SHUTTING_DOWN, 503, -1",
    })
    void aRefusedCommandIsAProblemWithItsOwnExitCode(String code, int status, int exitCode)
            throws Exception {
        try (RawConnection connection = service.connect()) {
            connection.ask("/tools/helm", "{\"command\": \"fail " + code + "\"}");
            Answer answer = connection.read();
            assertProblem(answer, status, code.toLowerCase(Locale.ROOT), "what to do");
            assertThat(RequestJson.STRICT.readTree(answer.body()).get("exit_code").asInt())
                    .isEqualTo(exitCode);
            assertThat(answer.headers().containsKey("retry-after"))
                    .isEqualTo(status == 429 || status == 503);
        }
    }

    @Test
    void anUnexpectedFailureTellsNothingOfItself() {
        try (RawConnection connection = service.connect()) {
            connection.ask("/tools/helm", "{\"command\": \"fault\"}");
            Answer answer = connection.read();
            assertProblem(answer, 500, "internal_error", "request id");
            assertThat(answer.body()).doesNotContain("secret-in-a-fault");
            assertUsable(connection);
        }
    }

    private static String head(String framing) {
        return "POST /tools/helm HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                .concat(framing)
                .concat("\r\n\r\n");
    }

    private static String large(int size) {
        return "{\"command\": \"echo a\", \"stdin\": \"" + "x".repeat(size) + "\"}";
    }

    private static void assertProblem(Answer answer, int status, String code, String detail) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().get("content-type")).isEqualTo("application/problem+json");
        JsonNode problem;
        try {
            problem = RequestJson.STRICT.readTree(answer.body());
        } catch (IOException broken) {
            throw new AssertionError(answer.body(), broken);
        }
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("type").asText()).isEqualTo("urn:mcp-k8s:problem:" + code);
        assertThat(problem.get("detail").asText()).contains(detail);
        assertThat(problem.get("error").asText()).isEqualTo(problem.get("detail").asText());
        assertThat(problem.get("title").asText()).isNotEmpty();
        assertThat(problem.get("success").asBoolean(true)).isFalse();
        assertThat(problem.get("output").asText()).isEmpty();
        assertThat(problem.has("exit_code")).isTrue();
        assertThat(problem.get("request_id").asText())
                .isEqualTo(answer.headers().get("x-request-id"));
    }

    private static void assertUsable(RawConnection connection) {
        connection.ask("/tools/helm", "{\"command\": \"echo still here\"}");
        Answer answer = connection.read();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("still here");
    }
}
