package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attempts to make the real kubectl read, write or run something of the server: no answer shows the
 * canary, nothing is written. The list is in {@code redteam/kubectl.txt}; what was found there as a
 * hole stays with the harmless.
 */
@ExtendWith(TestClusterExtension.class)
class ToolTricksTest {

    private static final String CANARY = "canary-of-the-server-77d1";

    @TempDir private Path folder;

    @Test
    void noCommandLineReachesTheServersFiles(TestCluster cluster) throws Exception {
        Path canary = Files.writeString(folder.resolve("canary"), CANARY + ": x\nkind: " + CANARY);
        Path kustomize = Files.createDirectory(folder.resolve("kdir"));
        Files.writeString(
                kustomize.resolve("kustomization.yaml"),
                "configMapGenerator: [{name: m, literals: [a=" + CANARY + "]}]\n");
        Path out = folder.resolve("out");
        List<String> failed = new ArrayList<>();
        try (RunningService service = RunningService.start(folder, cluster.kubectl())) {
            for (String line : lines()) {
                String command =
                        line.replace("CANARY", canary.toString())
                                .replace("KDIR", kustomize.toString())
                                .replace("OUT", out.toString());
                String answer =
                        service.post(
                                        "/tools/kubectl",
                                        Kubeconfigs.body(
                                                command,
                                                cluster.adminKubeconfig(),
                                                Map.of("timeout", 20, "files", FILES)))
                                .body();
                if (answer.contains(CANARY)
                        || answer.contains("\"success\":true")
                        || answer.contains("internal_error")
                        || Files.exists(out)) {
                    failed.add(line + " -> " + answer);
                }
            }
            assertThat(failed).isEmpty();
            assertThat(service.log()).doesNotContain(CANARY);
        }
    }

    @Test
    void verboseProgramsShowNoCredentials(TestCluster cluster) throws Exception {
        String kubeconfig = cluster.adminKubeconfig();
        String token = kubeconfig.replaceAll("(?s).*\\btoken: *\"?([^\"\\s]+).*", "$1");
        try (RunningService service = RunningService.start(folder, cluster.kubectl())) {
            for (String command :
                    List.of(
                            "label namespace default --list -v=10",
                            "config view",
                            "config view -o json --minify")) {
                assertThat(service.run(kubeconfig, command).body().contains(token))
                        .as(command)
                        .isFalse();
            }
            assertThat(service.log().contains(token)).isFalse();
        }
    }

    @Test
    void filesOfARequestHaveNoOtherPlace(TestCluster cluster) throws Exception {
        try (RunningService service = RunningService.start(folder, cluster.kubectl())) {
            for (String path :
                    List.of(
                            "../x",
                            "/x",
                            "a/../../x",
                            "a/..",
                            "..",
                            "",
                            "a\\\\u0000b",
                            "a/./../../x")) {
                String body =
                        Kubeconfigs.body("api-versions", cluster.adminKubeconfig())
                                .replaceFirst("}$", ",\"files\":{\"" + path + "\":\"x\"}}");
                assertThat(service.post("/tools/kubectl", body).body())
                        .as(path)
                        .contains("invalid_request");
            }
            String twice =
                    Kubeconfigs.body("api-versions", cluster.adminKubeconfig())
                            .replaceFirst("}$", ",\"command\":\"config view --raw\"}");
            assertThat(service.post("/tools/kubectl", twice).body())
                    .doesNotContain("client-key-data");
        }
        try (Stream<Path> left = Files.walk(RunningService.sandbox(folder))) {
            assertThat(left.filter(path -> path.endsWith("x"))).isEmpty();
        }
    }

    private static final Map<String, String> FILES =
            Map.of("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: zz}\n");

    private static List<String> lines() throws Exception {
        try (var list = ToolTricksTest.class.getResourceAsStream("/redteam/kubectl.txt")) {
            String text =
                    new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        }
    }
}
