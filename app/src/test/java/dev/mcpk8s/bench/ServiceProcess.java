package dev.mcpk8s.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged service as a process of its own, started from a copy of the jar. */
final class ServiceProcess implements AutoCloseable {

    static final List<String> FLAGS = List.of("-Xmx256m", "-XX:+UseSerialGC");

    /** How long the service keeps a connection that nobody uses. */
    static final int IDLE_SECONDS = 20;

    private static final Pattern USED =
            Pattern.compile("(?:DefNew|Tenured)\\s+total \\d+K, used (\\d+)K");

    private final Process process;
    private final Path jar;
    final URI uri;

    private ServiceProcess(Process process, Path jar, URI uri) {
        this.process = process;
        this.jar = jar;
        this.uri = uri;
    }

    static ServiceProcess start(Path packaged, Path log) throws Exception {
        Path jar = Files.createTempFile("mcp-k8s-bench", ".jar");
        Files.write(jar, Files.readAllBytes(packaged));
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("MICRONAUT_SERVER_PORT", Integer.toString(port));
        builder.environment().put("MALLOC_ARENA_MAX", "2"); // as in the image
        builder.environment().put("MCP_K8S_CLUSTER_IDLE_TIME", IDLE_SECONDS + "s");
        ServiceProcess service =
                new ServiceProcess(builder.start(), jar, URI.create("http://127.0.0.1:" + port));
        service.awaitHealthy();
        return service;
    }

    private void awaitHealthy() throws Exception {
        byte[] request = RawHttpConnection.request("GET", "/health/liveness", "", "");
        for (int i = 0; i < 300 && process.isAlive(); i++) {
            try (RawHttpConnection connection = new RawHttpConnection(uri, null)) {
                if (connection.exchange(request, false).status() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("the service did not start");
    }

    /** Resident memory in MiB, from the kernel. */
    double residentMib() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return Double.NaN;
    }

    /** Live heap in MiB after a full collection, asked of the JVM itself. */
    double heapMib() throws Exception {
        jcmd("GC.run");
        long used = 0;
        for (String line : jcmd("GC.heap_info").lines().toList()) {
            Matcher match = USED.matcher(line);
            if (match.find()) {
                used += Long.parseLong(match.group(1));
            }
        }
        return used / 1024.0;
    }

    /** Processor time used so far, in seconds. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().map(d -> d.toNanos() / 1e9).orElse(Double.NaN);
    }

    private String jcmd(String command) throws Exception {
        Process asked =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(process.pid()),
                                command)
                        .redirectErrorStream(true)
                        .start();
        String text = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asked.waitFor();
        return text;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        if (process.onExit().completeOnTimeout(process, 15, TimeUnit.SECONDS).join().isAlive()) {
            process.destroyForcibly().onExit().join();
        }
        Files.deleteIfExists(jar);
    }
}
