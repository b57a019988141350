package dev.mcpk8s.differential;

import dev.mcpk8s.testcluster.IsolatedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The objects that cases are about. */
final class Fixture {

    private Fixture() {}

    /** Applies a folder's files in the order of their names. */
    static void apply(IsolatedCluster cluster, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                applyFile(cluster, file);
            }
        }
    }

    /** What no controller here reports, such as how containers fare, stands in status files. */
    private static void applyFile(IsolatedCluster cluster, Path file) throws IOException {
        if (file.toString().endsWith(".status.yaml")) {
            cluster.runWithInput(
                            Files.readString(file),
                            "apply",
                            "--server-side",
                            "--force-conflicts",
                            "--subresource=status",
                            "-f",
                            "-")
                    .orThrow();
        } else {
            String manifests = Files.readString(file);
            cluster.apply(manifests);
            if (manifests.contains("CustomResourceDefinition")) {
                cluster.run("wait", "--for=condition=Established", "crd", "--all").orThrow();
            }
        }
    }
}
