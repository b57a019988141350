package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.testcluster.IsolatedCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real argocd through the service, with a real Argo CD behind it. */
@ExtendWith(TestClusterExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArgocdTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Answers that stay the same as long as nothing is changed. */
    private static final List<String> READING =
            List.of(
                    "version --client",
                    "version --client -o json",
                    "version --short",
                    "version",
                    "account get-user-info",
                    "account get-user-info -o json",
                    "account list",
                    "account get --account reader",
                    "account can-i create applications default/web",
                    "proj list",
                    "proj get default",
                    "proj role list default",
                    "proj windows list default",
                    "cluster list",
                    "cluster get in-cluster",
                    "repo list",
                    "repocreds list",
                    "cert list --cert-type https",
                    "gpg list",
                    "appset list",
                    "app list",
                    "app list -o name -p default",
                    "app get absent",
                    "app sync absent",
                    "app wait absent --timeout 5",
                    "app history absent",
                    "proj get absent",
                    "app get");

    /** From its making to its end, each line beside what argocd itself says afterwards. */
    private static final List<String> LIFE =
            List.of(
                    "app get made",
                    "app list -o wide",
                    "app manifests made",
                    "app diff made",
                    "app resources made",
                    "app history made",
                    "app get made -o yaml --show-params");

    private final IsolatedCluster cluster;
    private ArgocdServer argocd;
    private RunningService service;
    private Path own;
    private String admin = "";
    private String reader = "";

    ArgocdTest(IsolatedCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        argocd = ArgocdServer.start(cluster, Files.createDirectory(folder.resolve("argocd")));
        admin = argocd.adminToken();
        reader = argocd.readerToken();
        own = Files.createDirectory(folder.resolve("own"));
        Path configuration = Files.createDirectories(own.resolve(".config/argocd"));
        Path config =
                Files.writeString(configuration.resolve("config"), argocd.configuration(admin));
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
        service =
                RunningService.startWithTools(
                        folder,
                        cluster.kubectl(),
                        Map.of("MCP_K8S_TOOLS_ARGOCD_CONFIG", config.toString()));
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.close();
        }
        if (argocd != null) {
            argocd.close();
        }
    }

    private JsonNode ask(String command, Map<String, ?> more) throws Exception {
        Map<String, Object> fields = new HashMap<>(more);
        fields.putIfAbsent("timeout", 60);
        fields.put("command", command);
        String answer = service.post("/tools/argocd", JSON.writeValueAsString(fields)).body();
        return JSON.readTree(answer);
    }

    private JsonNode isTheSame(String line) throws Exception {
        RealTools.Result expected = RealTools.run(own, null, "argocd", List.of(line.split(" ")));
        JsonNode answer = ask(line, Map.of());
        assertThat(plain(answer.path("output").asText()))
                .as(line)
                .isEqualTo(plain(expected.stdout()));
        assertThat(plain(answer.path("error").asText("")))
                .as(line)
                .isEqualTo(plain(expected.stderr()));
        assertThat(answer.path("exit_code").asInt(-9)).as(line).isEqualTo(expected.exitCode());
        return answer;
    }

    /** Without what differs from one run to the next. */
    private static String plain(String text) {
        return text.replaceAll(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[.\\d]*(Z|[+-][\\d:]+)", "TIME")
                .replaceAll("\"/\\S*/argocd/config\"", "CONFIG");
    }

    @Test
    void whatItReadsIsTheSame() throws Exception {
        for (String line : READING) {
            isTheSame(line);
        }
    }

    @Test
    void theRequestsTokenCounts() throws Exception {
        JsonNode user = ask("account get-user-info", Map.of("argocd_token", reader));
        assertThat(user.path("output").asText()).contains("Username: reader");
        assertThat(ask("account get-user-info", Map.of()).path("output").asText())
                .contains("Username: admin");
        JsonNode denied = ask("proj create x", Map.of("argocd_token", reader));
        assertThat(denied.path("exit_code").asInt()).isEqualTo(20);
        assertThat(denied.path("error").asText()).contains("permission denied");
        JsonNode invalid = ask("app list", Map.of("argocd_token", "no-token-4711"));
        assertThat(invalid.path("exit_code").asInt()).isEqualTo(20);
        assertThat(invalid.path("error").asText()).contains("Unauthenticated");
        JsonNode talkative = ask("app list --loglevel debug --http-retry-max 2", Map.of());
        assertThat(talkative.path("exit_code").asInt(-9)).isZero();
        assertThat(talkative.toString()).doesNotContain(admin);
        assertThat(ask("app list", Map.of("context", "absent")).path("code").asText())
                .isEqualTo("invalid_request");
        assertThat(service.log()).doesNotContain(admin, reader, "no-token-4711");
    }

    @Test
    void anApplicationLivesAsWithArgocdItself(@TempDir Path folder) throws Exception {
        String repository = GitRepository.create(folder);
        String namespace = cluster.newNamespace();
        JsonNode made =
                ask(
                        "app create made --repo "
                                + repository
                                + " --path app --dest-server https://kubernetes.default.svc"
                                + " --dest-namespace "
                                + namespace,
                        Map.of());
        assertThat(made.path("output").asText())
                .as(made.toString())
                .isEqualTo("application 'made' created\n");
        await("app wait made --operation");
        JsonNode before = isTheSame("app diff made");
        assertThat(before.path("exit_code").asInt()).isEqualTo(1);

        JsonNode synced = ask("app sync made", Map.of());
        assertThat(synced.path("exit_code").asInt(-9)).as(synced.toString()).isZero();
        assertThat(synced.path("output").asText()).contains("Phase:").contains("Succeeded");
        assertThat(cluster.run("get", "configmap", "settings", "-n", namespace).exitCode())
                .isZero();
        await("app wait made --sync --health");
        for (String line : LIFE) {
            isTheSame(line);
        }

        JsonNode deleted = ask("app delete made -y --wait", Map.of());
        assertThat(deleted.path("output").asText())
                .as(deleted.toString())
                .contains("application 'made' deleted");
        assertThat(cluster.run("get", "configmap", "settings", "-n", namespace).exitCode())
                .isEqualTo(1);
        assertThat(service.log()).doesNotContain(admin, reader);
    }

    private void await(String line) throws Exception {
        JsonNode answer = ask(line, Map.of("timeout", 90));
        assertThat(answer.path("exit_code").asInt(-9)).as(answer.toString()).isZero();
    }

    @Test
    void anApplicationComesFromTheRequestsFiles() throws Exception {
        Map<String, String> files =
                Map.of(
                        "app.yaml",
                        """
                        apiVersion: argoproj.io/v1alpha1
                        kind: Application
                        metadata: {name: from-file}
                        spec:
                          project: default
                          source: {repoURL: "https://repository.invalid/r", path: a}
                          destination: {server: "https://kubernetes.default.svc", namespace: default}
                        """);
        JsonNode created = ask("app create -f app.yaml --validate=false", Map.of("files", files));
        assertThat(created.path("output").asText())
                .as(created.toString())
                .isEqualTo("application 'from-file' created\n");
        JsonNode listed = ask("app list -o name", Map.of());
        assertThat(listed.path("output").asText()).contains("argocd/from-file\n");
        assertThat(
                        ask("app delete from-file --cascade=false -y", Map.of())
                                .path("exit_code")
                                .asInt(-9))
                .isZero();
    }

    /** While it waits, its command line and environment hold no token. */
    @Test
    void aWaitingArgocdShowsNoTokenAndEndsByItself(@TempDir Path folder) throws Exception {
        JsonNode created =
                ask(
                        "app create waiting --repo https://repository.invalid/r --path a"
                                + " --dest-server https://kubernetes.default.svc"
                                + " --dest-namespace default --validate=false",
                        Map.of());
        assertThat(created.path("exit_code").asInt(-9)).as(created.toString()).isZero();
        Set<String> seen = new HashSet<>();
        Thread watching = Thread.ofPlatform().start(() -> watch(seen));
        JsonNode waited = ask("app wait waiting --sync", Map.of("timeout", 10));
        watching.interrupt();
        watching.join();
        assertThat(waited.path("exit_code").asInt()).as(waited.toString()).isEqualTo(20);
        assertThat(waited.path("error").asText()).contains("timed out (9s)");
        assertThat(seen.toString())
                .contains("app\0wait\0--timeout=9\0waiting")
                .doesNotContain(admin);
    }

    private static void watch(Set<String> seen) {
        try {
            while (true) {
                seen.addAll(programs());
                Thread.sleep(50);
            }
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        }
    }

    /** What any process of this machine may read of those in the sandbox. */
    private static List<String> programs() {
        return ProcessHandle.allProcesses()
                .map(process -> Path.of("/proc/" + process.pid()))
                .map(process -> text(process.resolve("cmdline")) + text(process.resolve("environ")))
                .filter(shown -> shown.contains("MCP_K8S_SANDBOX="))
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
