package dev.mcpk8s.testcluster;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one cluster of its kind for all tests of this JVM, or the reason why there is none. It ends
 * with the JVM: where several run side by side, each class is a test run of its own to JUnit.
 */
final class SharedCluster<T extends TestCluster> {

    static final SharedCluster<TestCluster> PLAIN =
            new SharedCluster<>(() -> new TestCluster(Launcher.start()));

    static final SharedCluster<NodeCluster> WITH_NODE = new SharedCluster<>(NodeCluster::start);

    private final Supplier<T> start;
    private @Nullable T cluster;
    private @Nullable String failure;

    private SharedCluster(Supplier<T> start) {
        this.start = start;
    }

    synchronized T get() {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        T running = cluster;
        if (running == null) {
            running = start();
            cluster = running;
        }
        return running;
    }

    private T start() {
        try {
            T started = start.get();
            Runtime.getRuntime().addShutdownHook(new Thread(started.launcher()::close));
            return started;
        } catch (RuntimeException e) {
            failure = String.valueOf(e.getMessage());
            throw e;
        }
    }
}
