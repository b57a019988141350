package dev.mcpk8s.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.execution.CommandEngine;
import dev.mcpk8s.testcluster.IsolatedCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same watch with the real kubectl and with the service, while objects change: both must print
 * the same lines. The lines are those of {@code differential/watches}.
 */
@ExtendWith(TestClusterExtension.class)
class WatchDifferentialTest {

    /** So many watches at a time, each with two programs. */
    private static final int AT_ONCE = 6;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir private static Path folder;

    private static IsolatedCluster cluster;
    private static ApplicationContext service;
    private static Path kubeconfig;

    @BeforeAll
    static void bringUp(IsolatedCluster own) throws IOException {
        cluster = own;
        service = ApplicationContext.run(Map.of());
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), own.adminKubeconfig());
    }

    @AfterAll
    static void takeDown() {
        service.close();
    }

    /**
     * A watch.
     *
     * @param end what its output contains once everything that happens was told
     */
    private record Case(String line, String end) {

        static Case of(String text) {
            String[] parts = text.split(" => ", 2);
            return new Case(parts[0], parts.length > 1 ? parts[1] : "zz-end");
        }
    }

    static Stream<List<String>> batches() throws IOException {
        List<String> lines =
                Files.readAllLines(DifferentialCase.folder().resolve("watches/lines.txt")).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList();
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += AT_ONCE) {
            batches.add(lines.subList(from, Math.min(lines.size(), from + AT_ONCE)));
        }
        return batches.stream();
    }

    private record Pair(Case watched, Watcher expected, Watcher actual) {}

    @ParameterizedTest
    @MethodSource("batches")
    void sameLinesAsKubectl(List<String> batch) throws Exception {
        String namespace = cluster.newNamespace();
        begin(namespace);
        double before = watches();
        List<Pair> pairs = new ArrayList<>();
        try {
            for (String text : batch) {
                Case watched = Case.of(text);
                String line = watched.line() + " -n " + namespace;
                pairs.add(
                        new Pair(
                                watched,
                                Watcher.ofKubectl(cluster.kubectl(), kubeconfig, line),
                                Watcher.ofService(
                                        service.getBean(CommandEngine.class), kubeconfig, line)));
            }
            await("all watch", () -> watches() >= before + 2 * batch.size(), pairs);
            change(namespace);
            for (Pair pair : pairs) {
                Pattern end = Pattern.compile(pair.watched().end());
                await(
                        pair.watched().line(),
                        () -> end.matcher(pair.expected().stdout()).find(),
                        pairs);
                await(
                        pair.watched().line(),
                        () -> normalised(pair.actual()).equals(normalised(pair.expected())),
                        List.of(pair));
            }
        } finally {
            pairs.forEach(pair -> pair.expected().close());
            pairs.forEach(pair -> pair.actual().close());
        }
    }

    /** What stands behind a pipe sees each line when it is there, and the end of it all too. */
    @Test
    void aFilterShowsEachLineAsItComes() throws Exception {
        String namespace = cluster.newNamespace();
        begin(namespace);
        CommandEngine engine = service.getBean(CommandEngine.class);
        String line = "get cm -w -n " + namespace + " | grep --line-buffered two";
        Watcher watcher = Watcher.ofService(engine, kubeconfig, line);
        try (watcher) {
            await("the list", () -> watcher.stdout().lines().count() == 1, List.of());
            kubectl("label cm two more=1 -n " + namespace);
            await("the first change", () -> watcher.stdout().lines().count() == 2, List.of());
            kubectl("label cm one more=1 -n " + namespace);
            kubectl("label cm two more=2 --overwrite -n " + namespace);
            await("the second change", () -> watcher.stdout().lines().count() == 3, List.of());
            assertThat(watcher.stdout()).doesNotContain("one");
            assertThat(watcher.hasEnded()).isFalse();
        }
        await("the end", watcher::hasEnded, List.of());
    }

    private static void begin(String namespace) {
        kubectl("create cm one --from-literal=a=1 -n " + namespace);
        kubectl("create cm two --from-literal=a=1 -n " + namespace);
        kubectl("label cm two app=x stage=first -n " + namespace);
        cluster.apply(event(namespace, "old", "Normal", "two", 1));
    }

    private static void change(String namespace) {
        kubectl("patch cm two --type=merge -p {\"data\":{\"b\":\"2\"}} -n " + namespace);
        kubectl("create cm three-with-a-longer-name --from-literal=c=3 -n " + namespace);
        kubectl("label cm three-with-a-longer-name app=x -n " + namespace);
        cluster.apply(event(namespace, "new", "Warning", "two", 1));
        kubectl("label cm two app- -n " + namespace);
        kubectl("label cm two app=x --overwrite stage=second -n " + namespace);
        kubectl("delete cm one --wait=false -n " + namespace);
        cluster.apply(event(namespace, "new", "Warning", "two", 7));
        kubectl("delete event old -n " + namespace);
        cluster.apply(event(namespace, "zz-end", "Warning", "two", 1));
        kubectl("patch cm two --type=merge -p {\"data\":{\"c\":\"zz-end\"}} -n " + namespace);
        kubectl("create cm zz-end -n " + namespace);
        kubectl("label cm zz-end app=x -n " + namespace);
    }

    private static String event(
            String namespace, String name, String type, String about, int count) {
        return """
                apiVersion: v1
                kind: Event
                metadata: {name: %1$s, namespace: %2$s}
                type: %3$s
                reason: Because
                message: " of <%1$s> & more\\twith a tab "
                count: %5$d
                firstTimestamp: "2024-01-01T00:00:00Z"
                lastTimestamp: "2024-01-02T00:00:00Z"
                involvedObject: {kind: ConfigMap, apiVersion: v1, name: %4$s, namespace: %2$s}
                """
                .formatted(name, namespace, type, about, count);
    }

    private static String kubectl(String line) {
        return cluster.run(line.split(" ")).orThrow().stdout();
    }

    /** How many watches of the kinds that the lines are about the server has open. */
    private static double watches() {
        Pattern watch =
                Pattern.compile(
                        "(?m)^apiserver_longrunning_requests\\{(?=[^}]*resource=\"(?:configmaps|events)\")"
                                + "(?=[^}]*verb=\"WATCH\")[^}]*} (.*)$");
        return watch.matcher(kubectl("get --raw /metrics"))
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }

    private static Outcome normalised(Watcher watcher) {
        return new Outcome(watcher.stdout(), watcher.stderr(), 0).normalised();
    }

    private static void await(String what, BooleanSupplier condition, List<Pair> pairs)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                assertThat(report(pairs)).as(what).isEqualTo("the same");
            }
            Thread.sleep(100);
        }
    }

    private static String report(List<Pair> pairs) {
        StringBuilder text = new StringBuilder();
        for (Pair pair : pairs) {
            DifferentialCase shown =
                    new DifferentialCase("admin", pair.watched().line(), "", "watch");
            text.append(
                    Difference.report(
                            shown, normalised(pair.expected()), normalised(pair.actual())));
        }
        return text.toString();
    }
}
