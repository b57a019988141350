package dev.mcpk8s.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
    void answersWithEveryFieldOfTheContractAlsoWhenItIsNull() throws Exception {
        HttpResponse<String> answer = service.run("echo hello");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        JsonNode body = Json.STRICT.readTree(answer.body());
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
    }
}
