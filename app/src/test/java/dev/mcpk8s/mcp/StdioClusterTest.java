package dev.mcpk8s.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.testcluster.TestCluster;
import dev.mcpk8s.testcluster.TestClusterExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program with {@code --stdio}, from its jar where that was built after the classes, for a
 * person who has the cluster in one file of {@code KUBECONFIG} and the login, by a program, in
 * another.
 */
@ExtendWith(TestClusterExtension.class)
class StdioClusterTest {

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

    private static List<String> program() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> flags = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");
        List<String> what =
                isFresh(JAR)
                        ? List.of("-jar", JAR.toString(), "--stdio")
                        : List.of(
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.mcpk8s.Application",
                                "--stdio");
        return Stream.of(List.of(java), flags, what).flatMap(List::stream).toList();
    }

    private static boolean isFresh(Path jar) throws IOException {
        if (!Files.exists(jar)) {
            return false;
        }
        FileTime built = Files.getLastModifiedTime(jar);
        try (Stream<Path> classes = Files.walk(Path.of("target", "classes"))) {
            return classes.filter(Files::isRegularFile)
                    .noneMatch(file -> modified(file).compareTo(built) > 0);
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
