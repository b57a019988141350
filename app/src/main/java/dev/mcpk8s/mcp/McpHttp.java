package dev.mcpk8s.mcp;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.execution.CommandRequests;
import dev.mcpk8s.stream.ByteStream;
import dev.mcpk8s.stream.EventStreamHead;
import dev.mcpk8s.stream.Heartbeats;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the HTTP transports read headers and shape answers. */
final class McpHttp {

    static final String SESSION_ID = "Mcp-Session-Id";

    private static final String PROTOCOL_VERSION = "MCP-Protocol-Version";
    private static final Set<String> PROTOCOL_VERSIONS =
            Set.of(
                    ProtocolVersions.MCP_2024_11_05,
                    ProtocolVersions.MCP_2025_03_26,
                    ProtocolVersions.MCP_2025_06_18,
                    ProtocolVersions.MCP_2025_11_25);

    private McpHttp() {}

    /** Work on an open stream of events, on a virtual thread of its own. */
    @FunctionalInterface
    interface EventWriter {
        void write(SseWire wire) throws InterruptedException;
    }

    static CallContext context(HttpRequest<?> http) {
        return new CallContext(new Cancellation(), kubeconfig(http), acceptsEvents(http));
    }

    static @Nullable String kubeconfig(HttpRequest<?> http) {
        String given = http.getHeaders().get(CommandRequests.KUBECONFIG_HEADER);
        return given == null || given.isBlank() ? null : given;
    }

    static @Nullable String sessionId(HttpRequest<?> http) {
        String given = http.getHeaders().get(SESSION_ID);
        return given == null || given.isBlank() ? null : given;
    }

    static void checkProtocolVersion(HttpRequest<?> http) throws JsonRpc.Malformed {
        String version = http.getHeaders().get(PROTOCOL_VERSION);
        if (version != null && !PROTOCOL_VERSIONS.contains(version)) {
            throw new JsonRpc.Malformed(
                    ErrorCodes.INVALID_REQUEST,
                    "the header MCP-Protocol-Version must be one of "
                            + PROTOCOL_VERSIONS.stream().sorted().toList(),
                    null);
        }
    }

    /**
     * Since the revision 2025-11-25 a stream may begin with an event that has an id and no data.
     */
    static boolean takesEmptyEvents(HttpRequest<?> http) {
        String version = http.getHeaders().get(PROTOCOL_VERSION);
        return version != null && version.compareTo(ProtocolVersions.MCP_2025_11_25) >= 0;
    }

    /** A stream of events is only sent to a client that asks for it by name. */
    static boolean acceptsEvents(HttpRequest<?> http) {
        return accepts(http, Set.of(MediaType.TEXT_EVENT_STREAM));
    }

    static boolean acceptsJson(HttpRequest<?> http) {
        return http.accept().isEmpty()
                || accepts(http, Set.of(MediaType.APPLICATION_JSON, "application/*", "*/*"));
    }

    private static boolean accepts(HttpRequest<?> http, Set<String> names) {
        return http.accept().stream().anyMatch(given -> names.contains(given.getName()));
    }

    static MutableHttpResponse<?> json(HttpStatus status, byte[] json) {
        return HttpResponse.status(status).contentType(MediaType.APPLICATION_JSON_TYPE).body(json);
    }

    static MutableHttpResponse<?> error(HttpStatus status, int code, String text) {
        return json(status, JsonRpc.errorJson(null, code, text));
    }

    /** The client starts a new session when it reads this status. */
    static MutableHttpResponse<?> sessionEnded(@Nullable Object requestId) {
        return json(
                HttpStatus.NOT_FOUND,
                JsonRpc.errorJson(
                        requestId,
                        ErrorCodes.INVALID_REQUEST,
                        "this session has ended: initialize a new one"));
    }

    /** A stream of events that lasts as long as the writer. */
    static MutableHttpResponse<?> events(
            Heartbeats heartbeats, Cancellation cancellation, EventWriter writer) {
        return EventStreamHead.of(HttpResponse.ok())
                .body(new ByteStream(cancellation, out -> write(out, heartbeats, writer)));
    }

    private static void write(ByteStream out, Heartbeats heartbeats, EventWriter writer) {
        try (SseWire wire = new SseWire(out, heartbeats)) {
            writer.write(wire);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
