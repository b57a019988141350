package dev.mcpk8s.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A long list in each format: the time of the service beside kubectl's, and the heap it takes. */
final class BenchLists {

    private static final int RUNS = 3;
    private static final List<String> FORMATS = List.of("", " -o json", " -o yaml");

    private final BenchCluster cluster;
    private final ServiceProcess service;

    BenchLists(BenchCluster cluster, ServiceProcess service) {
        this.cluster = cluster;
        this.service = service;
    }

    /**
     * @param count of pods in the namespace
     */
    void report(int count, String namespace, PrintStream out) throws Exception {
        out.println();
        out.printf(
                "%d pods                 service s  kubectl s  quotient     MiB  heap growth MiB%n",
                count);
        for (String format : FORMATS) {
            String line = "get pods -n " + namespace + format;
            byte[] request = Benchmark.streamed(cluster.kubeconfig, "kubectl " + line);
            long bytes = receive(request);
            double ours = seconds(() -> receive(request));
            double kubectls = seconds(() -> kubectl(line));
            out.printf(
                    "%-28s %8.2f %10.2f %9.2f %7.1f %16.0f%n",
                    line,
                    ours,
                    kubectls,
                    ours / kubectls,
                    bytes / 1048576.0,
                    heapGrowthMib(request));
        }
    }

    /** Something to take the time of. */
    @FunctionalInterface
    private interface Work {
        long run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        double[] seconds = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            long _ = work.run();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        return Load.median(seconds);
    }

    private long receive(byte[] request) throws IOException {
        try (RawHttpConnection connection = new RawHttpConnection(service.uri, null)) {
            RawHttpConnection.Answer answer = connection.exchange(request, false);
            if (answer.status() != 200) {
                throw new IOException("status " + answer.status());
            }
            return answer.bytes();
        }
    }

    private long kubectl(String line) throws Exception {
        List<String> command =
                Stream.concat(
                                Stream.of(
                                        cluster.kubectl.toString(),
                                        "--kubeconfig",
                                        cluster.kubeconfigFile.toString()),
                                Stream.of(line.split(" ", -1)))
                        .toList();
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("kubectl ended with " + status);
        }
        return status;
    }

    /** The most that was alive while such commands ran, over what is alive without them. */
    private double heapGrowthMib(byte[] request) throws Exception {
        double before = service.heapMib();
        double most = before;
        for (int i = 0; i < RUNS; i++) {
            CompletableFuture<Long> running =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return receive(request);
                                } catch (IOException broken) {
                                    throw new IllegalStateException(broken);
                                }
                            });
            while (!running.isDone()) {
                most = Math.max(most, service.heapMib());
            }
            Long _ = running.get();
        }
        return most - before;
    }
}
