package dev.mcpk8s.cluster;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/** A command's lease of a connection; closed when the command ends. The connection itself stays. */
public interface ClusterConnection extends AutoCloseable {

    /** For the typed API classes. Shared: never change it. */
    ApiClient apiClient();

    /** The server's URL, without a final slash. */
    String server();

    /** The namespace in force: flag, then field, then the context's, then {@code default}. */
    String namespace();

    /**
     * Sends the call and returns as soon as the answer's headers are there, whatever its status.
     *
     * <p>A server that asks to come back later ({@code Retry-After}) is asked again, as kubectl
     * does.
     *
     * @throws CommandException {@link ErrorCode#CLUSTER_UNREACHABLE} in kubectl's words when there
     *     is no answer, {@link ErrorCode#ADDRESS_REFUSED}, or why the command was told to stop
     * @throws IOException never by this service's own connections
     */
    ApiResponse send(ApiRequest request) throws IOException;

    /**
     * Sends the call once, for somebody else: whatever the answer is, it is his.
     *
     * @param headers further ones, in which no header of ours may stand
     * @throws CommandException as {@link #send}
     */
    ApiResponse relay(ApiRequest request, Map<String, String> headers);

    /**
     * Something worth keeping as long as the connection lives, such as discovery. It is shared by
     * every lease of the same connection; the loader may run more than once at the same time.
     */
    <T> T cached(Class<T> type, Supplier<T> loader);

    /** Forgets what {@link #cached} keeps of this type. */
    void evict(Class<?> type);

    @Override
    void close();
}
