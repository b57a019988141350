package dev.mcpk8s.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What each command costs in processor time, here and as a kubectl process. The command lines are
 * data: {@code bench/verbs.txt}.
 */
final class BenchVerbs {

    private static final String LINES = "/bench/verbs.txt";
    private static final int PROCESSES = 5;
    private static final int CALLS = 50;
    private static final double TICKS_PER_SECOND = 100;

    private final BenchCluster cluster;
    private final ServiceProcess service;

    BenchVerbs(BenchCluster cluster, ServiceProcess service) {
        this.cluster = cluster;
        this.service = service;
    }

    void report(PrintStream out) throws Exception {
        out.println();
        out.println(
                "CPU ms of one command                                      service    kubectl");
        for (String line : lines()) {
            byte[] request = Benchmark.ours(cluster.kubeconfig, line);
            String execution = warmUp(request);
            out.printf(
                    "%-56s %9.2f %10.1f  %s%n",
                    line,
                    serviceMillis(request),
                    kubectlMillis(line),
                    execution.equals("native") ? "" : execution);
        }
    }

    private static List<String> lines() throws IOException {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(BenchVerbs.class.getResourceAsStream(LINES)),
                                StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && line.charAt(0) != '#').toList();
        }
    }

    /** How the service runs the command. */
    private String warmUp(byte[] request) throws IOException {
        String body = "";
        try (RawHttpConnection connection = new RawHttpConnection(service.uri, null)) {
            for (int i = 0; i < CALLS; i++) {
                body = connection.exchange(request, true).body();
            }
        }
        if (!body.startsWith("{\"success\":true")) {
            throw new IOException(body);
        }
        return body.contains("\"execution\":\"native\"") ? "native" : "subprocess";
    }

    private double serviceMillis(byte[] request) throws IOException {
        double before = service.cpuSeconds();
        try (RawHttpConnection connection = new RawHttpConnection(service.uri, null)) {
            for (int i = 0; i < CALLS; i++) {
                RawHttpConnection.Answer _ = connection.exchange(request, false);
            }
        }
        return (service.cpuSeconds() - before) * 1000 / CALLS;
    }

    private double kubectlMillis(String line) throws Exception {
        double before = childrensCpuSeconds();
        for (int i = 0; i < PROCESSES; i++) {
            String _ = cluster.kubectl("", line.split(" ", -1));
        }
        return (childrensCpuSeconds() - before) * 1000 / PROCESSES;
    }

    /** Of the processes that this one started and that have ended. */
    private static double childrensCpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        // The second field is a name in brackets, in which anything may stand.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
    }
}
