package dev.mcpk8s.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.Execution;
import dev.mcpk8s.execution.CommandEngine;
import dev.mcpk8s.testcluster.IsolatedCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The proof of the promise: the same command line with the real kubectl and with the service gives
 * the same bytes on standard output and standard error and the same exit code.
 */
@ExtendWith(TestClusterExtension.class)
class DifferentialTest {

    private static DifferentialRunner runner;
    private static DifferentialRunner sandbox;
    private static ApplicationContext service;
    private static @Nullable WorkloadFixture workloads;

    @BeforeAll
    static void bringUp(IsolatedCluster cluster) throws Exception {
        service =
                ApplicationContext.run(
                        Map.of("mcp-k8s.tools.kubectl", cluster.kubectl().toString()));
        CommandEngine engine = service.getBean(CommandEngine.class);
        runner = new DifferentialRunner(engine, cluster, Execution.NATIVE);
        sandbox = new DifferentialRunner(engine, cluster, Execution.SUBPROCESS);
        Fixture.apply(cluster, DifferentialCase.folder().resolve("fixture"));
        settle(cluster);
        workloads = WorkloadFixture.settle(cluster);
    }

    /** Controllers have done what they will do; nothing changes by itself afterwards. */
    private static void settle(IsolatedCluster cluster) {
        for (String wait :
                List.of(
                        "--for=jsonpath={.status.replicas}=2 deployment/web",
                        "--for=jsonpath={.status.replicas}=1 statefulset/db",
                        "--for=create serviceaccount/default",
                        "--for=jsonpath={.status.observedGeneration}=1 daemonset/agent",
                        "--for=condition=Suspended job/once",
                        "-n diff-describe --for=condition=Available deployment/rolling",
                        "-n diff-describe --for=jsonpath={.status.observedGeneration}=1"
                                + " daemonset/daemon statefulset/stateful")) {
            String line = "wait -n diff-main --timeout=120s " + wait;
            cluster.run(CommandWords.split(line).toArray(String[]::new)).orThrow();
        }
    }

    @AfterAll
    static void takeDown() {
        service.close();
        if (workloads != null) {
            workloads.close();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.mcpk8s.differential.DifferentialCase#nativeFiles")
    void sameAnswerAsKubectl(String file) throws Exception {
        compare(file, runner);
    }

    @Test
    void sameAnswerThroughTheSandbox() throws Exception {
        compare("sandboxed.txt", sandbox);
    }

    /** More of them, or others: {@code -Ddifferential.count=2000 -Ddifferential.seed=7}. */
    @Test
    void sameAnswerForRandomCommandLines() throws Exception {
        compare(
                RandomCommandLines.lines(
                        Long.getLong("differential.seed", 5),
                        Integer.getInteger("differential.count", 150)),
                runner);
    }

    private static void compare(String file, DifferentialRunner with) throws Exception {
        compare(DifferentialCase.of(file).toList(), with);
    }

    private static void compare(List<DifferentialCase> cases, DifferentialRunner with)
            throws Exception {
        List<String> differences = with.differences(cases);
        assertThat(differences)
                .as(
                        "%d of %d cases differ from kubectl:\n%s",
                        differences.size(), cases.size(), String.join("\n", differences))
                .isEmpty();
    }

    @Test
    void thereAreAsManyCasesAsWePromise() {
        long cases =
                Stream.of("get-table.txt", "get-documents.txt", "get-errors.txt", "get-usage.txt")
                        .flatMap(DifferentialCase::of)
                        .distinct()
                        .count();
        assertThat(cases).isGreaterThan(120);
    }
}
