package dev.mcpk8s.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;

/**
 * The same request from a number of clients, each on a connection of its own, for a while.
 *
 * @param millis latency of each call, sorted
 * @param seconds how long it took altogether
 */
record Load(double[] millis, double seconds) {

    static Load run(URI server, SSLContext tls, byte[] request, int clients, Duration time)
            throws Exception {
        long start = System.nanoTime();
        List<Future<List<Long>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                running.add(
                        threads.submit(() -> client(server, tls, request, start + time.toNanos())));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> one : running) {
                all.addAll(one.get());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Load(all.stream().mapToDouble(n -> n / 1e6).sorted().toArray(), seconds);
        }
    }

    private static List<Long> client(URI server, SSLContext tls, byte[] request, long end) {
        List<Long> nanos = new ArrayList<>();
        try (RawHttpConnection connection = new RawHttpConnection(server, tls)) {
            for (long now = System.nanoTime(); now < end; ) {
                RawHttpConnection.Answer answer = connection.exchange(request, false);
                if (answer.status() != 200) {
                    throw new IllegalStateException("status " + answer.status());
                }
                long after = System.nanoTime();
                nanos.add(after - now);
                now = after;
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return nanos;
    }

    double percentile(double share) {
        return millis[(int) Math.min(millis.length - 1L, Math.round(share * (millis.length - 1)))];
    }

    double perSecond() {
        return millis.length / seconds;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
