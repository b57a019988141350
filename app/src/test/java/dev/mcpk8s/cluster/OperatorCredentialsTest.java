package dev.mcpk8s.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.sandbox.CredentialProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real programs that log in, named by the operator's own kubeconfig. */
class OperatorCredentialsTest {

    private static final String V1 = "client.authentication.k8s.io/v1";

    @SuppressWarnings("NullAway.Init") // JUnit fills it in
    @TempDir
    Path folder;

    private final OperatorCredentials credentials =
            new OperatorCredentials(
                    new CredentialSettings(true, Duration.ofSeconds(30)), CredentialProcess::run);

    @ParameterizedTest
    @ValueSource(strings = {V1, "client.authentication.k8s.io/v1beta1"})
    void runsTheProgramOfTheUserThatIsMeant(String version) throws Exception {
        program("login", "echo \"$1 $MORE\" >> log; " + says(version, "\"token\":\"t-$1\""));

        UserEntry user = user(complete(kubeconfig(version, "./login"), GlobalFlags.NONE), "one");

        assertThat(user.token()).isEqualTo("t-first");
        assertThat(log()).isEqualTo("first from-env\n");
    }

    @Test
    void choosesByContextAndByFlag() throws Exception {
        program("login", says(V1, "\"token\":\"t-$1\""));
        String text = kubeconfig(V1, "./login");

        assertThat(user(complete(text, TestClusters.flags("b", null, null)), "two").token())
                .isEqualTo("t-second");
        assertThat(user(complete(text, TestClusters.flags(null, null, "two")), "two").token())
                .isEqualTo("t-second");
        String other = complete(text, TestClusters.flags("c", null, null));
        assertThat(user(other, "plain").token()).isEqualTo("of-the-file");
        assertThat(user(other, "one").token()).isEmpty();
    }

    @Test
    void remembersUntilItExpires() throws Exception {
        program("login", "echo run >> log; " + says(V1, "\"token\":\"t\"" + expires(3_600)));
        String text = kubeconfig(V1, "./login");
        for (int i = 0; i < 3; i++) {
            assertThat(user(complete(text, GlobalFlags.NONE), "one").token()).isEqualTo("t");
        }
        assertThat(log()).isEqualTo("run\n");

        program("login", "echo late >> log; " + says(V1, "\"token\":\"t\"" + expires(5)));
        String second = text.replace("first", "again");
        for (int i = 0; i < 2; i++) {
            assertThat(user(complete(second, GlobalFlags.NONE), "one").token()).isEqualTo("t");
        }
        assertThat(log()).isEqualTo("run\nlate\nlate\n");
    }

    @Test
    void tellsTheProgramWhatItAsksFor() throws Exception {
        program("login", "echo \"$KUBERNETES_EXEC_INFO\" > log; " + says(V1, "\"token\":\"t\""));
        String text =
                kubeconfig(V1, "./login")
                        .replace("interactiveMode: Never", "provideClusterInfo: true");

        assertThat(user(complete(text, GlobalFlags.NONE), "one").token()).isEqualTo("t");
        assertThat(log())
                .isEqualTo(
                        "{\"kind\":\"ExecCredential\",\"apiVersion\":\""
                                + V1
                                + "\",\"spec\":{\"interactive\":false,\"cluster\":{\"server\":"
                                + "\"https://127.0.0.1:1\",\"config\":{\"audience\":\"x\"}}}}\n");
    }

    @Test
    void takesCertificates() throws Exception {
        program("login", says(V1, "\"clientCertificateData\":\"cert\",\"clientKeyData\":\"key\""));

        UserEntry user = user(complete(kubeconfig(V1, "./login"), GlobalFlags.NONE), "one");

        assertThat(user.clientCertificate()).isEqualTo("cert");
        assertThat(user.clientKey()).isEqualTo("key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit 3 | it ended with 3",
                "echo secret-words | no ExecCredential",
                "echo '{\"kind\":\"Secret\"}' | no ExecCredential",
                "sleep 600 | within 1 seconds",
                // Whether the pipe is still open when it is read depends on who is quicker.
                "(sleep 600; echo) & | cannot be used",
                "yes secret-words | more than",
            })
    void saysWhatIsWrongAndNothingThatTheProgramSaid(String script, String words) throws Exception {
        program("login", script);
        OperatorCredentials impatient =
                new OperatorCredentials(
                        new CredentialSettings(true, Duration.ofSeconds(1)),
                        CredentialProcess::run);
        String text = operatorText(kubeconfig(V1, "./login"));

        assertThatThrownBy(() -> impatient.complete(text, ClusterTarget.DEFAULT, GlobalFlags.NONE))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("users[one].user.exec")
                .hasMessageContaining(words)
                .hasMessageNotContaining("secret-words");
    }

    @Test
    void runsNothingUnlessItIsAllowed() throws Exception {
        program("login", "echo run >> log; " + says(V1, "\"token\":\"t\""));
        String text = operatorText(kubeconfig(V1, "./login"));

        assertThatThrownBy(
                        () ->
                                TestClusters.NO_PROGRAMS.complete(
                                        text, ClusterTarget.DEFAULT, GlobalFlags.NONE))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        refused ->
                                assertThat(refused.code()).isEqualTo(ErrorCode.KUBECONFIG_REFUSED))
                .hasMessageContaining("mcp-k8s.credential-programs.enabled");
        String plain =
                TestClusters.NO_PROGRAMS.complete(
                        text, ClusterTarget.DEFAULT, TestClusters.flags("c", null, null));
        assertThat(user(plain, "plain").token()).isEqualTo("of-the-file");
        assertThat(folder.resolve("log")).doesNotExist();
    }

    @Test
    void runsNothingToShowAKubeconfig() throws Exception {
        program("login", "echo run >> log; exit 1");

        String shown = OperatorCredentials.withoutPrograms(operatorText(kubeconfig(V1, "./login")));

        assertThat(user(shown, "one").token()).isEmpty();
        assertThat(user(shown, "plain").token()).isEqualTo("of-the-file");
        assertThat(folder.resolve("log")).doesNotExist();
    }

    @Test
    void refusesACallersProgramsAllTheSame() throws Exception {
        ClusterTarget caller = new ClusterTarget(kubeconfig(V1, "/bin/true"), null, null);
        KubeconfigSource source =
                new KubeconfigSource(
                        TestClusters.SETTINGS,
                        new OperatorKubeconfig(new OperatorSettings(null, false)),
                        credentials);

        assertThatThrownBy(() -> source.read(source.of(caller)))
                .hasMessageContaining("credential programs are not run here");
    }

    private String complete(String kubeconfig, GlobalFlags flags) throws IOException {
        return credentials.complete(operatorText(kubeconfig), ClusterTarget.DEFAULT, flags);
    }

    private String operatorText(String kubeconfig) throws IOException {
        Path file = Files.writeString(folder.resolve("config"), kubeconfig);
        return Objects.requireNonNull(
                new OperatorKubeconfig(new OperatorSettings(file.toString(), false)).text());
    }

    private static UserEntry user(String text, String name) {
        return Objects.requireNonNull(KubeconfigReader.read(text, 1 << 20).users().get(name));
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private void program(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\ncd " + folder + "\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static String says(String version, String status) {
        String document =
                "{\"apiVersion\":\""
                        + version
                        + "\",\"kind\":\"ExecCredential\",\"status\":{"
                        + status
                        + "}}";
        return "echo \"" + document.replace("\"", "\\\"") + "\"";
    }

    private static String expires(int seconds) {
        return ",\"expirationTimestamp\":\"" + Instant.now().plusSeconds(seconds) + "\"";
    }

    private static String kubeconfig(String version, String command) {
        String exec =
                """
                    exec:
                      apiVersion: %s
                      command: %s
                      args: [%%s]
                      env: [{name: MORE, value: from-env}]
                      interactiveMode: Never
                """
                        .formatted(version, command);
        return """
        apiVersion: v1
        kind: Config
        current-context: a
        clusters:
        - name: here
          cluster:
            server: https://127.0.0.1:1
            extensions:
            - name: client.authentication.k8s.io/exec
              extension: {audience: x}
        contexts:
        - {name: a, context: {cluster: here, user: one}}
        - {name: b, context: {cluster: here, user: two}}
        - {name: c, context: {cluster: here, user: plain}}
        users:
        - name: plain
          user: {token: of-the-file}
        - name: one
          user:
        %s- name: two
          user:
        %s"""
                .formatted(exec.formatted("first"), exec.formatted("second"));
    }
}
