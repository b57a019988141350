package dev.mcpk8s.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.error.ErrorCode;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Contract, section 7: the filters behind a pipe run inside the service, on the stream. */
class PipesTest {

    private static Service service;

    @BeforeAll
    static void start() {
        service = new Service(Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void outputGoesThroughEveryFilterAndErrorsPassBy() {
        JsonNode answer = run("lines 100 | grep 7 | sort -k2nr | head -2");
        assertThat(answer.get("output").asText()).isEqualTo("line 97\nline 87\n");
        assertThat(answer.get("exit_code").asInt()).isZero();

        JsonNode warned = run("warn careful | wc -l");
        assertThat(warned.get("output").asText()).isEqualTo("0\n");
        assertThat(warned.get("error").asText()).isEqualTo("careful\n");
    }

    @Test
    void theExitCodeIsTheLastOnesUnlessPipefailIsAskedFor() {
        assertThat(run("exit 3 | wc -l").get("exit_code").asInt()).isZero();
        assertThat(run("lines 3 | grep nothing").get("exit_code").asInt()).isEqualTo(1);
        assertThat(run("fail COMMAND_FAILED | wc -l").get("exit_code").asInt()).isZero();
        assertThat(pipefail("exit 3 | wc -l").get("exit_code").asInt()).isEqualTo(3);
        assertThat(pipefail("lines 3 | grep x | wc -l").get("exit_code").asInt()).isEqualTo(1);
        assertThat(pipefail("lines 3 | wc -l").get("exit_code").asInt()).isZero();
    }

    @Test
    void aFilterThatWantsNoMoreEndsTheCommand() throws InterruptedException {
        service.commands().stopped.clear();
        JsonNode answer = run("lines 1000000 delay 20 | head -3 | sed s/line/Line/");
        assertThat(answer.get("output").asText()).isEqualTo("Line 1\nLine 2\nLine 3\n");
        assertThat(answer.get("exit_code").asInt()).isZero();

        JsonNode silent = run("sleep 60000 | head -1");
        assertThat(silent.get("exit_code").asInt()).isEqualTo(124);
    }

    @Test
    void aCommandThatSaysNoMoreEndsSoonBehindAFilterThatIsDone() throws InterruptedException {
        service.commands().stopped.clear();
        JsonNode answer = run("lines 2 delay 30000 | head -1");
        assertThat(answer.get("output").asText()).isEqualTo("line 1\n");
        assertThat(answer.get("exit_code").asInt()).isZero();
        ScriptedCommands.Stopped stopped = service.commands().stopped.poll(5, TimeUnit.SECONDS);
        assertThat(stopped).isNotNull().extracting("why").isEqualTo(ErrorCode.CANCELLED);
    }

    @Test
    void anythingElseBehindAPipeIsRefusedWithTheList() {
        JsonNode answer = run("lines 3 | sh -c id");
        assertThat(answer.get("code").asText()).isEqualTo("command_refused");
        assertThat(answer.get("exit_code").asInt()).isEqualTo(126);
        assertThat(answer.get("detail").asText())
                .startsWith("there is no \"sh\" behind a pipe")
                .contains("cut, grep, head");
        assertThat(run("lines 3 | grep -f /etc/passwd x").get("code").asText())
                .isEqualTo("command_refused");
        assertThat(run("lines 3 | grep x /etc/passwd").get("detail").asText()).contains("no files");
    }

    private static JsonNode run(String line) {
        return json(service.send(service.post("/tools/helm", body(line, false))).body());
    }

    private static JsonNode pipefail(String line) {
        return json(service.send(service.post("/tools/helm", body(line, true))).body());
    }

    private static String body(String line, boolean pipefail) {
        return new ObjectMapper()
                .createObjectNode()
                .put("command", line)
                .put("timeout", 3)
                .put("pipefail", pipefail)
                .toString();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(text, wrong);
        }
    }
}
