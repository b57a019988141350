package dev.mcpk8s.differential;

import dev.mcpk8s.testcluster.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** What the fixture of logs and rollouts needs beyond its manifests: a node, and a past. */
final class WorkloadFixture implements AutoCloseable {

    private final FakeKubelet kubelet;

    private WorkloadFixture(FakeKubelet kubelet) {
        this.kubelet = kubelet;
    }

    /** Lets the node have a kubelet and the workloads a second rollout; waits for both. */
    static WorkloadFixture settle(TestCluster cluster) throws Exception {
        FakeKubelet kubelet = FakeKubelet.start();
        cluster.run(
                        "patch",
                        "node",
                        "workload-node",
                        "--subresource=status",
                        "-p",
                        kubelet.nodeStatus())
                .orThrow();
        await(cluster, 1);
        secondRollout(cluster);
        await(cluster, 2);
        for (String line :
                List.of(
                        "--for=condition=Progressing=False deployment/stuck",
                        "--for=jsonpath={.status.updatedReplicas}=2 deployment/slow",
                        "--for=jsonpath={.status.replicas}=1 statefulset/waiting",
                        "--for=jsonpath={.status.observedGeneration}=1 daemonset/by-hand",
                        "--for=jsonpath={.status.observedGeneration}=1 replicaset/alone")) {
            await(cluster, line);
        }
        return new WorkloadFixture(kubelet);
    }

    private static void await(TestCluster cluster, int generation) {
        for (String workload :
                List.of("deployment/web", "statefulset/idle", "daemonset/everywhere")) {
            await(
                    cluster,
                    "--for=jsonpath={.status.observedGeneration}=" + generation + " " + workload);
        }
    }

    private static void await(TestCluster cluster, String condition) {
        String line = "wait -n diff-workload --timeout=120s " + condition;
        cluster.run(CommandWords.split(line).toArray(String[]::new)).orThrow();
    }

    private static void secondRollout(TestCluster cluster) throws IOException {
        cluster.apply(
                Files.readString(
                        DifferentialCase.folder().resolve("workload/second-rollout.yaml")));
    }

    @Override
    public void close() {
        kubelet.close();
    }
}
