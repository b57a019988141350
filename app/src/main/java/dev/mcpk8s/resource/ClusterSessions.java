package dev.mcpk8s.resource;

import dev.mcpk8s.cluster.ClusterConnection;
import dev.mcpk8s.cluster.ClusterConnections;
import dev.mcpk8s.cluster.ConfigurationUse;
import dev.mcpk8s.cluster.ConnectionRequest;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.HeapBudget;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.function.Consumer;

/** Opens a command's way to its cluster. */
@Singleton
public final class ClusterSessions {

    private final ClusterConnections connections;
    private final HeapBudget memory;

    public ClusterSessions(ClusterConnections connections, HeapBudget memory) {
        this.connections = connections;
        this.memory = memory;
    }

    /**
     * @param stderr receives lines of warnings, each with its newline
     * @throws dev.mcpk8s.error.CommandException when the kubeconfig or the address is refused, or
     *     the server is not of the version asked for
     */
    public ClusterSession open(
            ClusterTarget target,
            GlobalFlags flags,
            Cancellation cancellation,
            Consumer<String> stderr)
            throws IOException {
        return open(target, flags, cancellation, stderr, ConfigurationUse.OBJECTS);
    }

    /** The same for a command that is about the server itself, not about objects. */
    public ClusterSession openServer(
            ClusterTarget target,
            GlobalFlags flags,
            Cancellation cancellation,
            Consumer<String> stderr)
            throws IOException {
        return open(target, flags, cancellation, stderr, ConfigurationUse.SERVER);
    }

    private ClusterSession open(
            ClusterTarget target,
            GlobalFlags flags,
            Cancellation cancellation,
            Consumer<String> stderr,
            ConfigurationUse use)
            throws IOException {
        WarningPrinter warnings = new WarningPrinter(stderr);
        ClusterConnection connection =
                connections.lease(
                        new ConnectionRequest(
                                target, flags, cancellation, warnings::printServers, use));
        ClusterSession session = new ClusterSession(connection, flags, warnings, memory);
        try {
            session.checkVersion();
            return session;
        } catch (Throwable failure) {
            session.close();
            throw failure;
        }
    }
}
