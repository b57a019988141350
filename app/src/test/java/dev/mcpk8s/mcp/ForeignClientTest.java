package dev.mcpk8s.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client of another make, npm's SDK, on both HTTP transports. Needs Node 20 and npm. */
class ForeignClientTest {

    private static final Path SOURCE = Path.of("src", "test", "mcp-client");
    private static final Path INSTALLED = Path.of("target", "mcp-client");

    private static McpTestServer server;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(INSTALLED);
        boolean stale = !Files.isDirectory(INSTALLED.resolve("node_modules"));
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", "client.mjs")) {
            Path to = INSTALLED.resolve(file);
            boolean same = Files.exists(to) && Files.mismatch(SOURCE.resolve(file), to) < 0;
            stale |= !same && file.startsWith("package");
            Files.copy(SOURCE.resolve(file), to, StandardCopyOption.REPLACE_EXISTING);
        }
        if (stale) {
            run("npm", "ci", "--ignore-scripts");
        }
        server = new McpTestServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "http, lists", "http, calls", "http, progress", "http, together", "http, mistakes",
        "sse, lists", "sse, calls", "sse, progress", "sse, together", "sse, mistakes",
    })
    void getsAlong(String transport, String scenario) throws Exception {
        assertThat(client(transport, scenario)).endsWith("ok " + scenario + "\n");
    }

    @Test
    void cancels() throws Exception {
        for (String transport : List.of("http", "sse")) {
            int before = server.journal().cancelled.get();

            assertThat(client(transport, "cancels")).endsWith("ok cancels\n");

            assertThat(server.journal().cancelled.get()).isEqualTo(before + 1);
            assertThat(server.journal().running.get()).isZero();
        }
    }

    private static String client(String transport, String scenario) throws Exception {
        String path = transport.equals("sse") ? "/sse" : "/mcp";
        return run("node", "client.mjs", transport, server.address(path).toString(), scenario);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(INSTALLED, "run", ".log");
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .directory(INSTALLED.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
        } catch (IOException missing) {
            throw new IOException("this test needs " + command[0] + " (Node 20 or newer)", missing);
        }
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        int exit = process.waitFor();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        assertThat(exit).as(String.join(" ", command) + "\n" + text).isZero();
        return text;
    }
}
