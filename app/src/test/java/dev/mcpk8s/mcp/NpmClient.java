package dev.mcpk8s.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** npm's SDK and the scripts that drive it. Needs Node 20 and npm. */
final class NpmClient {

    private static final Path SOURCE = Path.of("src", "test", "mcp-client");
    private static final Path INSTALLED = Path.of("target", "mcp-client");

    private NpmClient() {}

    /** Installs the SDK, once for all tests of a build. */
    static synchronized void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        boolean stale = !Files.isDirectory(INSTALLED.resolve("node_modules"));
        for (String file :
                List.of(
                        "package.json",
                        "package-lock.json",
                        ".npmrc",
                        "client.mjs",
                        "content.mjs")) {
            Path to = INSTALLED.resolve(file);
            boolean same = Files.exists(to) && Files.mismatch(SOURCE.resolve(file), to) < 0;
            stale |= !same && file.startsWith("package");
            Files.copy(SOURCE.resolve(file), to, StandardCopyOption.REPLACE_EXISTING);
        }
        if (stale) {
            run(Map.of(), "npm", "ci", "--ignore-scripts");
        }
    }

    /**
     * Runs one scenario of a script, and fails when it does.
     *
     * @param environment what the script reads besides its arguments
     */
    static void play(
            String script,
            String transport,
            URI address,
            String scenario,
            Map<String, String> environment)
            throws IOException, InterruptedException {
        assertThat(run(environment, "node", script, transport, address.toString(), scenario))
                .endsWith("ok " + scenario + "\n");
    }

    private static String run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(INSTALLED, "run", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(INSTALLED.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
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
