package dev.mcpk8s.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jar with {@code --stdio}, for a person who has the cluster in one file of {@code
 * KUBECONFIG} and the login, by a program, in another. Runs after the jar was made.
 */
@ExtendWith(TestClusterExtension.class)
class StdioJarIT {

    private static final Path JAR = Path.of("target", "mcp-k8s.jar").toAbsolutePath();
    private static final Pattern TOKEN = Pattern.compile("token\"?: *\"?([^\"\\s,}]+)");

    @SuppressWarnings("NullAway.Init") // JUnit fills it in
    @TempDir
    Path folder;

    @Test
    void worksWithThePersonsOwnKubeconfig(TestCluster cluster) throws Exception {
        NodeProject client = NodeProject.install("mcp-client");

        String output =
                client.mustRun(
                        Map.of(
                                "KUBECONFIG",
                                kubeconfig(cluster.adminKubeconfig()),
                                "MCP_K8S_CREDENTIAL_PROGRAMS_ENABLED",
                                "true",
                                "MCP_K8S_TOOLS_KUBECTL",
                                cluster.kubectl().toString()),
                        List.of(
                                "node",
                                "confirm.mjs",
                                "stdio",
                                McpTestServer.JSON.writeValueAsString(program()),
                                "-",
                                cluster.newNamespace()));

        assertThat(output).endsWith("ok confirm\n");
        assertThat(Files.readString(folder.resolve("logins"))).isEqualTo("login\n");
    }

    /** Two files: the user's token is replaced by a program that says it. */
    private String kubeconfig(String admin) throws IOException {
        Matcher token = TOKEN.matcher(admin);
        assertThat(token.find()).isTrue();
        Path login = folder.resolve("login");
        Files.writeString(
                login,
                """
                #!/bin/sh
                echo login >> %s/logins
                echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential",
                  "status":{"token":"%s"}}'
                """
                        .formatted(folder, token.group(1)));
        Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rwx------"));
        Path users = folder.resolve("users");
        Files.writeString(
                users,
                """
                apiVersion: v1
                kind: Config
                users:
                - name: person
                  user:
                    exec: {apiVersion: client.authentication.k8s.io/v1, command: ./login, interactiveMode: Never}
                """);
        Path clusters = folder.resolve("clusters");
        Files.writeString(
                clusters,
                admin.replaceAll("(\"?user\"?): *\"?[A-Za-z0-9-]+\"?(?=[\\s,}])", "$1: person"));
        return users + ":" + folder.resolve("absent") + ":" + clusters;
    }

    private static List<String> program() {
        assertThat(JAR).as("made by mvn package").exists();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-jar",
                JAR.toString(),
                "--stdio");
    }
}
