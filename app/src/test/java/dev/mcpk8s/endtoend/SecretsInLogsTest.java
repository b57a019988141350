package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is in a Secret comes back to who asks for it and stands in no log, whatever goes wrong. */
@ExtendWith(TestClusterExtension.class)
class SecretsInLogsTest {

    private static final String VALUE = "canary-value-9c41d7";
    private static final String ENCODED = base64(VALUE);
    private static final String MANIFEST =
            "apiVersion: v1\nkind: Secret\nmetadata: {name: keys}\nstringData: {key: %s}\n"
                    .formatted(VALUE);

    @TempDir private Path folder;

    @Test
    void noLogHasThem(TestCluster cluster) throws Exception {
        String namespace = cluster.newNamespace();
        cluster.runWithInput(MANIFEST, "apply", "-n", namespace, "-f", "-").orThrow();
        // As much as the service can say of itself.
        Map<String, String> talkative = Map.of("LOGGER_LEVELS_DEV_MCPK8S", "TRACE");
        try (RunningService service = RunningService.start(folder, cluster.kubectl(), talkative)) {
            String kubeconfig = cluster.adminKubeconfig();
            for (String command : commands(namespace)) {
                assertThat(service.run(kubeconfig, command).statusCode()).isEqualTo(200);
                try (InputStream stream = service.stream(kubeconfig, command)) {
                    assertThat(stream.readAllBytes()).isNotEmpty();
                }
            }
            assertTold(service, kubeconfig, "get secret keys -o yaml -n " + namespace, ENCODED);
            assertTold(
                    service,
                    kubeconfig,
                    "get secret keys -o 'go-template={{.data.key|base64decode}}' -n " + namespace,
                    VALUE);
            for (Map<String, ?> files : files()) {
                String command = "apply -f a.yaml -n " + namespace;
                String body = Kubeconfigs.body(command, kubeconfig, Map.of("files", files));
                assertThat(service.post("/tools/kubectl", body).body()).contains("exit_code");
            }
            String log = service.log();
            assertThat(log.lines().filter(line -> line.contains("CommandLog")))
                    .hasSizeGreaterThan(2 * commands(namespace).size());
            assertThat(log).doesNotContain(VALUE, ENCODED, token(kubeconfig));
        }
    }

    private static void assertTold(
            RunningService service, String kubeconfig, String command, String expected)
            throws Exception {
        assertThat(service.run(kubeconfig, command).body()).contains(expected);
    }

    private static List<String> commands(String namespace) {
        return List.of(
                "get secret keys -o yaml -n " + namespace,
                "get secret keys -o json -v=9 -n " + namespace,
                "get secrets -o jsonpath={.items[*].data} -n " + namespace,
                "get secrets -o custom-columns=A:.data -n " + namespace,
                "get --raw /api/v1/namespaces/" + namespace + "/secrets/keys",
                "describe secret keys -n " + namespace,
                "get secret keys -o jsonpath={.data." + VALUE + "[ -n " + namespace,
                "get secret keys -o go-template={{.data.key.x}} -n " + namespace,
                "get secret " + VALUE + " -n " + namespace,
                "get secret keys --" + VALUE + " -n " + namespace,
                "annotate secret keys key=" + VALUE + " --dry-run=client -o yaml -n " + namespace,
                "create secret generic keys --from-literal=key=" + VALUE + " -n " + namespace);
    }

    /** A manifest that is fine, one that is no YAML, and two that the server refuses. */
    private static List<Map<String, ?>> files() {
        return List.of(
                Map.of("a.yaml", MANIFEST),
                Map.of("a.yaml", MANIFEST + "]" + VALUE),
                Map.of("a.yaml", MANIFEST.replace("name: keys", "name: 'Not_A_Name'")),
                Map.of("a.yaml", MANIFEST.replace("stringData", "data")));
    }

    private static String token(String kubeconfig) {
        String mark = "token: ";
        int from = kubeconfig.indexOf(mark) + mark.length();
        int to = kubeconfig.indexOf('\n', from);
        return kubeconfig.substring(from, to < 0 ? kubeconfig.length() : to).strip();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
