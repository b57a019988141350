package dev.mcpk8s.verb.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolOptions;
import dev.mcpk8s.commandline.CommandText;
import dev.mcpk8s.execution.CommandEngine;
import dev.mcpk8s.execution.CommandRequest;
import dev.mcpk8s.execution.Output;
import dev.mcpk8s.execution.OutputEvent;
import io.micronaut.context.ApplicationContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees the credentials of a kubeconfig, and what a request's fields change in it. */
class ConfigViewTest {

    private static final String TOKEN = "canary-token";
    private static final String KUBECONFIG =
            """
            apiVersion: v1
            kind: Config
            clusters:
            - name: c
              cluster: {server: "https://c.example.com", proxy-url: "http://me:canary-proxy@p:3128"}
            users:
            - {name: u, user: {token: %s}}
            contexts:
            - {name: x, context: {cluster: c, user: u, namespace: old}}
            - {name: y, context: {cluster: c, user: u}}
            current-context: x
            """
                    .formatted(TOKEN);

    @ParameterizedTest
    @ValueSource(strings = {"config view --raw", "config view --flatten -o json"})
    void whoSentTheKubeconfigSeesItAll(String line) {
        String answer = run(Map.of(), line, new ClusterTarget(KUBECONFIG, null, null));

        assertThat(answer).contains(TOKEN).contains("canary-proxy").endsWith("exit 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config view --raw",
                "config view --flatten --minify",
                "config view --raw -o jsonpath={.users}",
                "config view --raw -o go-template={{.users}}"
            })
    void modelsSeeNoCredentials(String line) {
        ClusterTarget target = new ClusterTarget(KUBECONFIG, null, null).forModel();

        assertThat(run(Map.of(), line, target)).doesNotContain(TOKEN).contains("refused");
        assertThat(run(Map.of(), "config view", target)).contains("REDACTED").endsWith("exit 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config view --raw", "config view --flatten", "config view"})
    void nobodySeesTheOperatorsCredentials(String line, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("own.yaml"), KUBECONFIG);
        Map<String, Object> settings = Map.of("mcp-k8s.kubeconfig", file.toString());

        assertThat(run(settings, line, ClusterTarget.DEFAULT)).doesNotContain("canary");
        assertThat(run(settings, "config view", ClusterTarget.DEFAULT))
                .contains("proxy-url: http://REDACTED@p:3128")
                .endsWith("exit 0");
    }

    @Test
    void fieldsOfTheRequestChooseContextAndNamespace() {
        ClusterTarget target = new ClusterTarget(KUBECONFIG, "y", "new");

        assertThat(run(Map.of(), "config get-contexts --no-headers", target))
                .contains("x     c     u     old\n*     y     c     u     new\n");
        assertThat(run(Map.of(), "config current-context", target)).startsWith("y\n");
    }

    @Test
    void whatNoConnectionTakesIsNotShownEither() {
        ClusterTarget target =
                new ClusterTarget(KUBECONFIG.replace("token:", "tokenFile:"), null, null);

        assertThat(run(Map.of(), "config view", target)).contains("users[u].user.tokenFile");
    }

    private static String run(Map<String, Object> settings, String line, ClusterTarget target) {
        StringBuilder seen = new StringBuilder();
        try (ApplicationContext service = ApplicationContext.run(settings)) {
            Output output = event -> seen.append(text(event));
            service.getBean(CommandEngine.class)
                    .run(
                            new CommandRequest(
                                    "test",
                                    Tool.KUBECTL,
                                    new CommandText.Line(line),
                                    target,
                                    Duration.ofSeconds(20),
                                    new byte[0],
                                    Map.of(),
                                    false,
                                    false,
                                    ToolOptions.NONE),
                            output,
                            new Cancellation());
        }
        return seen.toString();
    }

    private static String text(OutputEvent event) {
        return switch (event) {
            case OutputEvent.Data data -> new String(data.bytes(), StandardCharsets.UTF_8);
            case OutputEvent.Finished end ->
                    (end.message() == null ? "" : end.message()) + "exit " + end.exitStatus();
            default -> "";
        };
    }
}
