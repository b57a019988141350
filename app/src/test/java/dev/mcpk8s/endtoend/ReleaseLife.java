package dev.mcpk8s.endtoend;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.testcluster.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The same lines by a real helm itself and through the service, each in a namespace of its own. */
final class ReleaseLife {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The parts of {@code status} below RESOURCES, each ended by an empty line. */
    private static final Pattern KINDS = Pattern.compile("(==> [^\n]+\n([^\n]+\n)*\n)+");

    private final TestCluster cluster;
    private final RunningService service;
    private final String program;
    private final Path work;
    private final Path kubeconfig;

    /**
     * @param program the real tool's name in the folder of tools
     * @param work a folder with the chart
     */
    ReleaseLife(TestCluster cluster, RunningService service, String program, Path work)
            throws IOException {
        this.cluster = cluster;
        this.service = service;
        this.program = program;
        this.work = work;
        this.kubeconfig =
                Files.writeString(
                        work.resolveSibling("kubeconfig-" + program), cluster.adminKubeconfig());
    }

    /** Asserts that both say and do the same, line for line. */
    void isTheSame(List<String> lines) throws Exception {
        String ours = cluster.newNamespace();
        String theirs = cluster.newNamespace();
        for (String line : lines) {
            RealTools.Result expected =
                    RealTools.run(
                            work,
                            kubeconfig,
                            program,
                            Stream.concat(Stream.of("-n", theirs), Arrays.stream(line.split(" ")))
                                    .toList());
            JsonNode answer = ask(ours, line);
            assertThat(answer.path("exit_code").asInt(-9))
                    .as(line + answer)
                    .isEqualTo(expected.exitCode());
            assertThat(plain(answer.path("output").asText(), ours))
                    .as(line)
                    .isEqualTo(plain(expected.stdout(), theirs));
            assertThat(plain(answer.path("error").asText(""), ours).replace("null", ""))
                    .as(line)
                    .isEqualTo(plain(expected.stderr(), theirs));
            assertThat(state(ours)).as(line).isEqualTo(state(theirs));
        }
    }

    private JsonNode ask(String namespace, String command) throws Exception {
        Map<String, Object> fields = Map.of("namespace", namespace, "files", Charts.web());
        String body = Kubeconfigs.body(command, cluster.adminKubeconfig(), fields);
        return JSON.readTree(service.post("/tools/helm", body).body());
    }

    /**
     * Without what differs from one run to the next: {@code status} lists kinds as a Go map gives
     * them.
     */
    private static String plain(String text, String namespace) {
        return KINDS.matcher(text)
                .replaceAll(kinds -> Matcher.quoteReplacement(sorted(kinds.group())))
                .replace(namespace, "NAMESPACE")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d[.\\d]*", "TIME")
                .replaceAll("[A-Z][a-z]{2} [A-Z][a-z]{2} +\\d+ \\d\\d:\\d\\d:\\d\\d \\d{4}", "TIME")
                .replaceAll("TIME( \\+0000 UTC|Z)", "TIME")
                // a time has as many digits as it needs, and its column is as wide
                .replaceAll("(TIME|UPDATED) +\t", "$1\t")
                .replaceAll("(?m) +\\d+s$", " AGE")
                .replaceAll("NAMESPACE +\t", "NAMESPACE\t")
                .replaceAll("NAME +\tNAMESPACE +\t", "NAME\tNAMESPACE\t");
    }

    private static String sorted(String kinds) {
        return Arrays.stream(kinds.split("(?m)^(?===> )", -1)).sorted().collect(joining());
    }

    private String state(String namespace) throws IOException {
        String text =
                cluster.run("get", "configmaps,deployments", "-n", namespace, "-o", "json")
                        .orThrow()
                        .stdout();
        JsonNode list = JSON.readTree(text);
        for (JsonNode item : list.path("items")) {
            ((ObjectNode) item).remove("status");
            ((ObjectNode) item.path("metadata"))
                    .remove(List.of("uid", "resourceVersion", "creationTimestamp", "generation"));
        }
        return plain(list.toPrettyString(), namespace);
    }
}
