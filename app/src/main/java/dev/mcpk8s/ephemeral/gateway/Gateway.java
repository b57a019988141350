package dev.mcpk8s.ephemeral.gateway;

import dev.mcpk8s.cluster.ApiRequest;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.cluster.ClusterConnection;
import dev.mcpk8s.cluster.ClusterConnections;
import dev.mcpk8s.cluster.ConnectionRequest;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.ephemeral.ClusterFailure;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.RunningCommands;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Calls a server in its pod through the API server's proxy for pods, with the caller's own
 * credentials. It keeps nothing of a call, so that any replica serves any of them.
 */
@Singleton
public final class Gateway {

    /** A call lasts as long as its client and its server want it to. */
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final ClusterConnections connections;
    private final RunningCommands running;

    Gateway(ClusterConnections connections, RunningCommands running) {
        this.connections = connections;
        this.running = running;
    }

    /**
     * Sends a call and returns as soon as the head of the answer is there.
     *
     * @return to be closed; whatever the server answered, redirects excepted
     * @throws CommandException {@link ErrorCode#SERVER_NOT_FOUND}, {@link
     *     ErrorCode#SERVER_NOT_READY}, {@link ErrorCode#SERVER_FAILED}, {@link
     *     ErrorCode#API_STATUS}, {@link ErrorCode#CLUSTER_UNREACHABLE}, or what a kubeconfig is
     *     refused for
     */
    public RelayedAnswer open(ServerAddress server, RelayedCall call, Cancellation cancellation) {
        if (!PodPort.isInside(call.path())) {
            throw new CommandException(
                    ErrorCode.INVALID_REQUEST, "this is no path of an MCP server");
        }
        RunningCommands.Ticket ticket = running.admit(FOR_EVER, cancellation);
        @Nullable ClusterConnection connection = null;
        @Nullable RelayedAnswer answer = null;
        try {
            connection = connections.lease(request(server, cancellation));
            ServerAddress.requireLabel("the namespace", connection.namespace());
            answer = answer(connection, ticket, server.name(), call);
            return answer;
        } catch (CommandException | IOException failure) {
            throw ClusterFailure.of(failure);
        } finally {
            if (answer == null) {
                if (connection != null) {
                    connection.close();
                }
                ticket.close();
            }
        }
    }

    /**
     * The conversation that all requests of one identity share with a server: for those that have
     * no session of their own to keep one in.
     *
     * @throws CommandException what a kubeconfig is refused for
     */
    public ServerConversation conversation(ServerAddress server, Cancellation cancellation) {
        try (ClusterConnection connection = connections.lease(request(server, cancellation))) {
            return SharedConversations.of(connection)
                    .get(
                            connection.namespace(),
                            server.name(),
                            () -> new ServerConversation(this, server.name()));
        }
    }

    private static ConnectionRequest request(ServerAddress server, Cancellation cancellation) {
        return new ConnectionRequest(
                server.target(), GlobalFlags.NONE, cancellation, warning -> {});
    }

    private static RelayedAnswer answer(
            ClusterConnection connection,
            RunningCommands.Ticket ticket,
            String server,
            RelayedCall call)
            throws IOException {
        PodDirectory pods = PodDirectory.of(connection);
        PodPort pod = pods.find(connection, server);
        while (true) {
            ApiResponse response = connection.relay(request(pod, call), call.others());
            if (response.status() < 300) {
                return new RelayedAnswer(response, response.body(), connection, ticket);
            }
            byte[] beginning = response.body().readNBytes(ClusterRefusal.LONGEST);
            if (!ClusterRefusal.isStatus(beginning)) {
                return failed(response, beginning, connection, ticket);
            }
            response.close();
            pods.forget(connection, server);
            PodPort now = pods.find(connection, server);
            // a pod that is not there has seen nothing of the call: it is not made twice
            if (response.status() != 404 || now.equals(pod)) {
                throw ClusterRefusal.of(response.status(), beginning);
            }
            pod = now;
        }
    }

    /** An error of the server itself: its client's to understand. */
    private static RelayedAnswer failed(
            ApiResponse response,
            byte[] body,
            ClusterConnection connection,
            RunningCommands.Ticket ticket) {
        if (response.status() < 400) {
            response.close();
            throw new CommandException(
                    ErrorCode.SERVER_FAILED, "the server answered with a redirect");
        }
        return new RelayedAnswer(response, new ByteArrayInputStream(body), connection, ticket);
    }

    private static ApiRequest request(PodPort pod, RelayedCall call) {
        return new ApiRequest(
                        call.method(),
                        pod.path(call.path()),
                        call.accept(),
                        call.body(),
                        call.contentType())
                .untilRead();
    }
}
