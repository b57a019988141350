package dev.mcpk8s.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorKubeconfigTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void thereIsNoSilentFallback() {
        KubeconfigSource source = TestClusters.source(TestClusters.SETTINGS);

        assertThatThrownBy(() -> source.of(ClusterTarget.DEFAULT))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        failure ->
                                assertThat(failure.code()).isEqualTo(ErrorCode.KUBECONFIG_MISSING));
    }

    @Test
    void readsTheFilesThatTheOperatorNames() throws Exception {
        write("ca.pem", "CA");
        write("token", "secret\n");
        Path file =
                write(
                        "config",
                        """
                        current-context: x
                        clusters: [{name: c, cluster: {server: 'https://h', certificate-authority: ca.pem}}]
                        users: [{name: u, user: {tokenFile: token, token: old}}]
                        contexts: [{name: x, context: {cluster: c, user: u}}]
                        """);
        Kubeconfig kubeconfig = read(file);

        assertThat(Objects.requireNonNull(kubeconfig.clusters().get("c")).certificateAuthority())
                .isEqualTo("CA");
        assertThat(Objects.requireNonNull(kubeconfig.users().get("u")).token()).isEqualTo("secret");
    }

    @Test
    void refusesCredentialProgramsByTheirName() throws Exception {
        Path file = write("config", "users: [{name: eks, user: {exec: {command: aws}}}]");

        assertThatThrownBy(() -> read(file))
                .hasMessageContaining("users[eks].user.exec is refused");
        assertThatThrownBy(() -> read(folder.resolve("missing")))
                .hasMessageContaining("mcp-k8s.kubeconfig")
                .hasMessageNotContaining(folder.toString());
    }

    @Test
    void usesThePodsServiceAccount() throws Exception {
        write("ca.crt", "CA");
        write("token", "secret");
        write("namespace", "mine");
        Map<String, String> pod =
                Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "6443");
        OperatorKubeconfig operator =
                new OperatorKubeconfig(new OperatorSettings(null, true), pod, folder);
        Kubeconfig kubeconfig =
                KubeconfigReader.read(Objects.requireNonNull(operator.text()), 1 << 20);

        assertThat(Objects.requireNonNull(kubeconfig.clusters().get("in-cluster")).server())
                .isEqualTo("https://[fd00::1]:6443");
        assertThat(kubeconfig.contexts())
                .containsEntry("in-cluster", new ContextEntry("in-cluster", "in-cluster", "mine"));
    }

    @Test
    void settingsReachTheBeans() {
        Map<String, Object> properties =
                Map.of(
                        "mcp-k8s.cluster.idle-time", "7m",
                        "mcp-k8s.cluster.allow-private", "false",
                        "micronaut.server.host", "0.0.0.0");
        try (ApplicationContext context = ApplicationContext.run(properties)) {
            ClusterSettings settings = context.getBean(ClusterSettings.class);
            assertThat(settings)
                    .isEqualTo(
                            new ClusterSettings(
                                    1_048_576,
                                    256,
                                    Duration.ofMinutes(7),
                                    Duration.ofSeconds(10),
                                    false,
                                    null,
                                    true));
            assertThat(context.getBean(OperatorSettings.class))
                    .isEqualTo(new OperatorSettings(null, false));
            assertThatThrownBy(
                            () ->
                                    context.getBean(ProgramKubeconfig.class)
                                            .render(
                                                    new ClusterTarget(
                                                            TestClusters.kubeconfig(
                                                                    "https://127.0.0.1", "", ""),
                                                            null,
                                                            null)))
                    .hasMessageContaining("loopback");
            assertThat(context.getBean(ClusterConnections.class)).isNotNull();
        }
    }

    private static Kubeconfig read(Path file) {
        OperatorKubeconfig operator =
                new OperatorKubeconfig(new OperatorSettings(file.toString(), false));
        return KubeconfigReader.read(Objects.requireNonNull(operator.text()), 1 << 20);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
