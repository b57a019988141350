package dev.mcpk8s.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Helm 3 in helm 4's place. Building it takes minutes, so it is tested where it is there already,
 * and by {@code make test-helm3}.
 */
@ExtendWith(TestClusterExtension.class)
class Helm3Test {

    private static final String PROGRAM = "helm3";

    private static final List<String> LIFE =
            List.of(
                    "version --short",
                    "lint web",
                    "template shop web -f prod.yaml",
                    "install shop web -f prod.yaml --set replicas=0",
                    "list --all",
                    "list -a -q",
                    "status shop",
                    "status shop --show-desc",
                    "status shop --show-resources",
                    "get values shop",
                    "get manifest shop",
                    "get all shop",
                    "upgrade shop web --set color=blue",
                    "history shop",
                    "rollback shop 1 --wait",
                    "rollback shop 2 --recreate-pods --force",
                    "history shop -o json",
                    "test shop --hide-notes",
                    "install shop web",
                    "get values absent",
                    "upgrade --install second web --atomic",
                    "status shop --no-such-flag",
                    "uninstall shop --keep-history",
                    "list --uninstalled -q",
                    "uninstall shop",
                    "uninstall shop",
                    "list");

    @TempDir private Path folder;

    @BeforeEach
    void needsHelm3() {
        assumeTrue(
                Files.isExecutable(RealTools.program(PROGRAM)),
                "helm 3 is not there: make test-helm3 builds it and runs this");
    }

    @Test
    void itsHelpListsNothingThatIsNotInTheTree() {
        new HelpTree(folder, PROGRAM, HelpTree.known("helm", "helm", PROGRAM)).isKnown();
    }

    @Test
    void aReleaseLivesAsWithHelm3Itself(TestCluster cluster) throws Exception {
        Path work = Files.createDirectory(folder.resolve("work"));
        RealTools.write(work, Charts.web());
        try (RunningService service =
                RunningService.start(
                        folder,
                        cluster.kubectl(),
                        Map.of("MCP_K8S_TOOLS_HELM", RealTools.program(PROGRAM).toString()))) {
            new ReleaseLife(cluster, service, PROGRAM, work).isTheSame(LIFE);
        }
    }
}
