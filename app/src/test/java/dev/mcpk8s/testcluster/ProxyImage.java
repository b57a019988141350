package dev.mcpk8s.testcluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The image of ephemeral servers as the tests have it: static programs in place of npm and Python,
 * the proxy of this project and a small real MCP server, {@code testserver}.
 */
public final class ProxyImage {

    /** Its name on the node. */
    public static final String NAME = "mcp-k8s-proxy:test";

    private static boolean given;

    private ProxyImage() {}

    /** Builds it and gives it to the node, once. */
    public static synchronized void giveTo(NodeCluster cluster) {
        if (given) {
            return;
        }
        try (PrivateFolder root = PrivateFolder.in(cluster.folder())) {
            Path programs = Files.createDirectories(root.path().resolve("usr/local/bin"));
            build(programs);
            cluster.importImage(NAME, root.path());
            given = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the proxy was built", e);
        }
    }

    private static void build(Path programs) throws IOException, InterruptedException {
        ProcessBuilder build =
                new ProcessBuilder(
                                "go",
                                "build",
                                "-trimpath",
                                "-ldflags=-s",
                                "-o",
                                programs + "/",
                                "./cmd/...")
                        .directory(Path.of("..", "ephemeral-proxy").toFile())
                        .redirectErrorStream(true);
        build.environment().put("CGO_ENABLED", "0");
        Process process = build.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the proxy was not built: " + said);
        }
    }
}
