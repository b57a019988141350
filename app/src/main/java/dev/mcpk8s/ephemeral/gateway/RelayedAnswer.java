package dev.mcpk8s.ephemeral.gateway;

import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.cluster.ClusterConnection;
import dev.mcpk8s.execution.RunningCommands;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A server's answer, its body still on the way. Closing it ends the call. */
public final class RelayedAnswer implements AutoCloseable {

    private final ApiResponse response;
    private final InputStream body;
    private final ClusterConnection connection;
    private final RunningCommands.Ticket ticket;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param body the response's, or what was read of it already
     * @param connection closed with this, as is the ticket
     */
    RelayedAnswer(
            ApiResponse response,
            InputStream body,
            ClusterConnection connection,
            RunningCommands.Ticket ticket) {
        this.response = response;
        this.body = body;
        this.connection = connection;
        this.ticket = ticket;
    }

    public int status() {
        return response.status();
    }

    /** The first value of a header; null when it is missing. */
    public @Nullable String header(String name) {
        return response.header(name);
    }

    /** Whether the body is a stream of server-sent events. */
    public boolean hasEvents() {
        return hasType("text/event-stream");
    }

    /** Whether the body is JSON. */
    public boolean hasJson() {
        return hasType("application/json");
    }

    private boolean hasType(String name) {
        String type = header("Content-Type");
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(name);
    }

    /** The body as it arrives. Reading fails once the call is cancelled. */
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            response.close();
            connection.close();
            ticket.close();
        }
    }
}
