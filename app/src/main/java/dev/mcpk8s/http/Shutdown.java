package dev.mcpk8s.http;

import dev.mcpk8s.execution.RunningCommands;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * When the service is told to stop, commands under way are stopped first, while their readers are
 * still connected: each stream gets its final event.
 */
@Singleton
final class Shutdown implements GracefulShutdownCapable {

    private final RunningCommands running;

    Shutdown(RunningCommands running) {
        this.running = running;
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        Thread.startVirtualThread(
                () -> {
                    running.close();
                    stopped.complete(null);
                });
        return stopped;
    }
}
