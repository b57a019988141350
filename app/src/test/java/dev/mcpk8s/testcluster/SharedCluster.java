package dev.mcpk8s.testcluster;

import org.jspecify.annotations.Nullable;

/** Holds the one cluster of a test run, or the reason why there is none. */
final class SharedCluster {
    private static @Nullable TestCluster cluster;
    private static @Nullable String failure;

    private SharedCluster() {}

    static synchronized TestCluster get() {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        TestCluster running = cluster;
        if (running == null) {
            running = start();
            cluster = running;
        }
        return running;
    }

    private static TestCluster start() {
        try {
            return new TestCluster(Launcher.start());
        } catch (RuntimeException e) {
            failure = String.valueOf(e.getMessage());
            throw e;
        }
    }

    /** Ends the cluster, if there is one; a later use starts another. */
    static synchronized void stop() {
        if (cluster != null) {
            cluster.launcher().close();
            cluster = null;
        }
    }
}
