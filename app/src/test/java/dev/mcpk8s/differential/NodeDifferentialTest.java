package dev.mcpk8s.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.Execution;
import dev.mcpk8s.execution.CommandEngine;
import dev.mcpk8s.testcluster.NodeCluster;
import dev.mcpk8s.testcluster.NodeClusterExtension;
import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same as {@link DifferentialTest} where pods run: logs that containers wrote, real states. */
@ExtendWith(NodeClusterExtension.class)
class NodeDifferentialTest {

    private static NodeCluster nodes;
    private static DifferentialRunner runner;
    private static @Nullable ApplicationContext service;

    @BeforeAll
    static void bringUp(NodeCluster cluster) throws Exception {
        nodes = cluster;
        cluster.busybox();
        Fixture.apply(cluster, DifferentialCase.folder().resolve("node/fixture"));
        service =
                ApplicationContext.run(
                        Map.of("mcp-k8s.tools.kubectl", cluster.kubectl().toString()));
        runner =
                new DifferentialRunner(
                        service.getBean(CommandEngine.class), cluster, Execution.NATIVE);
        settle();
    }

    /** Every pod is where it will stay. */
    private static void settle() {
        String status = "--for=jsonpath={.status.";
        String container = status + "containerStatuses[0].";
        for (String wait :
                List.of(
                        "--for=condition=Ready pod/talk pod/server pod/furnished",
                        container + "restartCount}=1 pod/again",
                        "--for=condition=Ready pod/again",
                        status + "phase}=Failed pod/failed pod/commandless",
                        status + "phase}=Succeeded pod/done pod/long",
                        "--for=condition=Complete job/report",
                        "--for=condition=Available deployment/web",
                        container + "state.waiting.reason}=ErrImageNeverPull pod/imageless",
                        status + "initContainerStatuses[0].started}=true pod/preparing",
                        container + "started}=true pod/unready",
                        "--for=condition=PodScheduled=False pod/homeless")) {
            await(wait);
        }
    }

    private static void await(String condition) {
        String line = "wait -n diff-node --timeout=180s " + condition;
        nodes.run(CommandWords.split(line).toArray(String[]::new)).orThrow();
    }

    @AfterAll
    static void takeDown() {
        if (service != null) {
            service.close();
            nodes.run("delete", "namespace", "diff-node", "--wait=false").orThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"logs.txt", "describe.txt", "get.txt"})
    void sameAnswerAsKubectl(String file) throws Exception {
        compare(file, Outcome::normalised);
    }

    @Test
    void sameLogsOfSeveralContainers() throws Exception {
        compare("logs-of-several.txt", Outcome::normalisedInAnyOrder);
    }

    /** After its third start a container rests for 80 seconds. */
    @Test
    void sameAnswerWhileAContainerLoops() throws Exception {
        String container = "--for=jsonpath={.status.containerStatuses[0].";
        await(container + "restartCount}=3 pod/looping");
        await(container + "state.waiting.reason}=CrashLoopBackOff pod/looping");
        compare("looping.txt", Outcome::normalised);
    }

    private static void compare(String file, UnaryOperator<Outcome> comparable) throws Exception {
        List<DifferentialCase> cases = DifferentialCase.of("node/" + file).toList();
        List<String> differences = runner.differences(cases, comparable);
        assertThat(differences)
                .as(
                        "%d of %d cases differ from kubectl:\n%s",
                        differences.size(), cases.size(), String.join("\n", differences))
                .isEmpty();
    }
}
