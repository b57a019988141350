package dev.mcpk8s.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attempts to make the real helm, istioctl, argocd and kustomize read, write, run or fetch what is
 * the server's: each is refused, or harmless. The list is in {@code redteam/tools.txt}.
 */
@ExtendWith(TestClusterExtension.class)
class HostileToolsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CANARY = "canary-of-the-server-3b90";

    @TempDir private Path folder;

    @Test
    void nothingOfTheServerIsReadWrittenOrRun(TestCluster cluster) throws Exception {
        Path canary = Files.writeString(folder.resolve("canary"), CANARY + ": x\nkind: " + CANARY);
        Path chart = Files.createDirectories(folder.resolve("chartdir"));
        RealTools.write(chart, Charts.web());
        Files.writeString(chart.resolve("kustomization.yaml"), "nameSuffix: " + CANARY + "\n");
        Files.writeString(
                chart.resolve("Chart.yaml"),
                "apiVersion: v2\nname: " + CANARY + "\nversion: 1.0.0\n");
        Path out = folder.resolve("out");
        List<String> failed = new ArrayList<>();
        try (RunningService service = start(cluster, out)) {
            for (String line : lines()) {
                boolean harmless = line.startsWith("harmless ");
                String command =
                        line.replaceFirst("^harmless ", "")
                                .replace("CANARY", canary.toString())
                                .replace("CHARTDIR", chart.toString())
                                .replace("MARK", mark(out).toString())
                                .replace("OUT", out.toString());
                String tool = command.substring(0, command.indexOf(' '));
                String answer =
                        service.post(
                                        "/tools/" + tool,
                                        Kubeconfigs.body(
                                                command,
                                                cluster.adminKubeconfig(),
                                                Map.of("timeout", 30, "files", files(canary))))
                                .body();
                if (isHole(answer, harmless) || Files.exists(out)) {
                    failed.add(line + " -> " + answer);
                    Files.deleteIfExists(out);
                }
            }
            assertThat(failed).isEmpty();
            assertThat(service.log()).doesNotContain(CANARY);
        }
    }

    private static boolean isHole(String answer, boolean harmless) throws Exception {
        return answer.contains(CANARY)
                || answer.contains("internal_error")
                || (JSON.readTree(answer).path("success").asBoolean() && !harmless);
    }

    /** On the service's own PATH are programs that tools look for, and that would leave a trace. */
    private RunningService start(TestCluster cluster, Path out) throws Exception {
        Path programs = mark(out).getParent();
        return RunningService.startWithTools(
                folder,
                cluster.kubectl(),
                Map.of(
                        "HELM_PLUGINS",
                        folder.resolve("plugins").toString(),
                        "ARGOCD_BINARY_NAME",
                        "argocd-application-controller",
                        "ARGOCD_OPTS",
                        "--core",
                        "PATH",
                        programs + ":/usr/local/bin:/usr/bin:/bin"));
    }

    private Path mark(Path out) throws Exception {
        Path programs = folder.resolve("programs");
        if (!Files.exists(programs)) {
            Files.createDirectory(programs);
            for (String name :
                    List.of("mark", "git", "argocd-mark", "argocd-x", "docker-credential-mark")) {
                Path program =
                        Files.writeString(
                                programs.resolve(name), "#!/bin/sh\necho " + name + " > " + out);
                Files.setPosixFilePermissions(
                        program, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            Path plugin = Files.createDirectories(folder.resolve("plugins/mark"));
            Files.writeString(
                    plugin.resolve("plugin.yaml"),
                    "name: mark\nversion: 1.0.0\ndownloaders: [{command: "
                            + programs.resolve("mark")
                            + ", protocols: [mark]}]\n");
        }
        return programs.resolve("mark");
    }

    private static Map<String, Object> files(Path canary) throws Exception {
        Map<String, Object> files = new TreeMap<>();
        Charts.web().forEach((path, text) -> files.put(path.replace("web/", "chart/"), text));
        files.put(
                "chart/Chart.yaml",
                """
                apiVersion: v2
                name: web
                version: 0.1.0
                dependencies: [{name: canary, version: "*", repository: "file://%s"}]
                """
                        .formatted(canary.resolveSibling("chartdir")));
        files.put("values.yaml", "a: b\n");
        files.put("a.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n");
        files.put("plugin/plugin.yaml", "name: p\nversion: 1.0.0\nhooks: {install: mark}\n");
        files.put("reader/Chart.yaml", "apiVersion: v2\nname: reader\nversion: 0.1.0\n");
        files.put(
                "reader/templates/a.yaml",
                "a: {{ .Files.Get \"%s\" | quote }}\nb: {{ .Files.Glob \"/**\" | toYaml | quote }}\nc: {{ getHostByName \"localhost\" | quote }}\n"
                        .formatted(canary));
        files.put("linked.tgz", Map.of("base64", linked(canary)));
        files.put("base/kustomization.yaml", "resources: [../a.yaml]\n");
        files.put("remote/kustomization.yaml", "resources: [\"github.com/a/b//c?ref=main\"]\n");
        files.put("scp/kustomization.yaml", "resources: [\"git@example.test:a/b.git\"]\n");
        files.put(
                "climbing/kustomization.yaml",
                "resources: [../../../../../../../../../../.." + canary + "]\n");
        return files;
    }

    /** A packed chart whose template is a link to a file of the server. */
    private static String linked(Path target) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream tar = new GZIPOutputStream(packed)) {
            String chart = "apiVersion: v2\nname: linked\nversion: 0.1.0\n";
            tar.write(header("linked/Chart.yaml", chart.length(), '0', ""));
            byte[] block = new byte[512];
            System.arraycopy(chart.getBytes(StandardCharsets.UTF_8), 0, block, 0, chart.length());
            tar.write(block);
            tar.write(header("linked/templates/a.yaml", 0, '2', target.toString()));
            tar.write(new byte[1024]);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    private static byte[] header(String name, int size, char type, String link) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "%011o".formatted(size));
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 157, link.length() > 99 ? link.substring(0, 99) : link);
        put(header, 257, "ustar\u000000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    @Test
    void aKubeconfigRunsNoProgram(TestCluster cluster) throws Exception {
        Path out = folder.resolve("out");
        String hostile =
                Kubeconfigs.with(
                        cluster.server(),
                        "exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: "
                                + mark(out)
                                + "},",
                        "insecure-skip-tls-verify: true,");
        try (RunningService service = start(cluster, out)) {
            assertThat(service.post("/tools/helm", Kubeconfigs.body("list", hostile)).body())
                    .contains("kubeconfig_refused");
        }
        assertThat(out).doesNotExist();
    }

    private static List<String> lines() throws Exception {
        try (var list = HostileToolsTest.class.getResourceAsStream("/redteam/tools.txt")) {
            String text =
                    new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        }
    }
}
