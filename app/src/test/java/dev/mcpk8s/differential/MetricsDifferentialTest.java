package dev.mcpk8s.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.Execution;
import dev.mcpk8s.execution.CommandEngine;
import dev.mcpk8s.testcluster.IsolatedCluster;
import dev.mcpk8s.testcluster.RecordedMetrics;
import dev.mcpk8s.testcluster.TestClusterExtension;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code top} like the real kubectl where there is a metrics API: a cluster of its own, because an
 * API service changes what every other case discovers.
 */
@ExtendWith(TestClusterExtension.class)
class MetricsDifferentialTest {

    @Test
    void sameAnswerAsKubectl(IsolatedCluster cluster) throws Exception {
        Path folder = DifferentialCase.folder().resolve("metrics");
        Fixture.apply(cluster, folder.resolve("fixture"));
        try (RecordedMetrics metrics = RecordedMetrics.behind(cluster, folder.resolve("recorded"));
                ApplicationContext service =
                        ApplicationContext.run(
                                Map.of("mcp-k8s.tools.kubectl", cluster.kubectl().toString()))) {
            List<String> differences =
                    new DifferentialRunner(
                                    service.getBean(CommandEngine.class), cluster, Execution.NATIVE)
                            .differences(DifferentialCase.of("metrics/top.txt").toList());
            assertThat(differences).as(String.join("\n", differences)).isEmpty();
            assertThat(metrics.answers()).isPositive();
        }
    }
}
