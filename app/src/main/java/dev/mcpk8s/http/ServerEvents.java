package dev.mcpk8s.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.ephemeral.EphemeralServer;
import dev.mcpk8s.ephemeral.ServerCall;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.json.Json;
import dev.mcpk8s.stream.ByteStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call about a server as numbered events, each with one JSON document on one line. */
final class ServerEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ServerEvents.class);

    private final ByteStream stream;
    private final String requestId;
    private final CompletableFuture<Optional<CommandException>> begun;
    private long lastId;

    /**
     * @param begun completed as soon as something has happened, or with the failure that came first
     */
    ServerEvents(
            ByteStream stream,
            String requestId,
            CompletableFuture<Optional<CommandException>> begun) {
        this.stream = stream;
        this.requestId = requestId;
        this.begun = begun;
    }

    /** Runs the call to its end. */
    void tell(
            ClusterTarget target,
            Cancellation cancellation,
            Function<ServerCall, EphemeralServer> work) {
        try {
            EphemeralServer server =
                    work.apply(new ServerCall(target, cancellation, this::progress));
            start();
            ObjectNode done = status("done").put("exit_code", 0);
            done.set("server", Json.tree(server));
            stream.writeLast(event("control", done));
        } catch (CommandException failure) {
            if (lastId == 0 && begun.complete(Optional.of(failure))) {
                return;
            }
            stream.writeLast(event("control", failed(failure.code(), failure.text())));
        } catch (RuntimeException fault) {
            LOG.error("request {} failed", requestId, fault);
            String message = "an unexpected failure; the log has it under the request id";
            stream.writeLast(event("control", failed(ErrorCode.INTERNAL, message)));
        }
    }

    private void progress(String line) {
        start();
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("message", line);
        stream.write(event("progress", message));
    }

    private void start() {
        if (lastId == 0) {
            byte[] started = event("control", status("started").put("request_id", requestId));
            begun.complete(Optional.empty());
            stream.write(started);
        }
    }

    private byte[] event(String name, ObjectNode data) {
        lastId++;
        return ("id: " + lastId + "\nevent: " + name + "\ndata: " + data + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode failed(ErrorCode code, String message) {
        return status("error").put("exit_code", 1).put("code", code.code()).put("message", message);
    }

    private static ObjectNode status(String status) {
        return JsonNodeFactory.instance.objectNode().put("status", status);
    }
}
