package dev.mcpk8s.http;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.ephemeral.gateway.Gateway;
import dev.mcpk8s.ephemeral.gateway.RelayedAnswer;
import dev.mcpk8s.ephemeral.gateway.RelayedCall;
import dev.mcpk8s.ephemeral.gateway.ServerAddress;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.stream.ByteStream;
import dev.mcpk8s.stream.ClientDeparture;
import dev.mcpk8s.stream.EventStreamHead;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with what a server in a pod answers, as it comes. A client that leaves ends the call, one
 * that reads slowly slows the server down.
 */
@Singleton
final class GatewayRelay {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayRelay.class);

    /** Takes the head of the answer along, for which clients wait before the first event. */
    private static final byte[] COMMENT = ": \n\n".getBytes(StandardCharsets.US_ASCII);

    private static final int PIECE = 32 * 1024;

    /** What a client may need of the answer's headers. */
    private static final List<String> PASSED =
            List.of("Mcp-Session-Id", "Mcp-Protocol-Version", "Retry-After", "Allow");

    private final Gateway gateway;

    GatewayRelay(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Returns when the head of the server's answer is there. */
    HttpResponse<?> answer(HttpRequest<?> http, ServerAddress server, RelayedCall call) {
        return answer(http, server, call, UnaryOperator.identity());
    }

    /**
     * The same.
     *
     * @param change of the body when it is a stream of events
     */
    HttpResponse<?> answer(
            HttpRequest<?> http,
            ServerAddress server,
            RelayedCall call,
            UnaryOperator<InputStream> change) {
        Cancellation cancellation = new Cancellation();
        RelayedAnswer answer;
        try (ClientDeparture _ =
                ClientDeparture.watch(http, () -> cancellation.cancel(ErrorCode.CANCELLED))) {
            answer = gateway.open(server, call, cancellation);
        } catch (CommandException refused) {
            return ProblemResponses.answer(ServerProblems.of(refused, RequestIds.of(http)));
        }
        try {
            byte[] first = answer.hasEvents() ? COMMENT : piece(answer.body());
            MutableHttpResponse<Object> head = head(answer);
            if (first == null) {
                answer.close();
                return head;
            }
            InputStream rest = answer.hasEvents() ? change.apply(answer.body()) : answer.body();
            return head.body(stream(http, cancellation, answer, first, rest));
        } catch (IOException broken) {
            answer.close();
            throw new CommandException(ErrorCode.SERVER_FAILED, "the server's answer broke off");
        }
    }

    private static ByteStream stream(
            HttpRequest<?> http,
            Cancellation cancellation,
            RelayedAnswer answer,
            byte[] first,
            InputStream rest) {
        ByteStream stream =
                new ByteStream(
                        cancellation,
                        self -> {
                            try (answer;
                                    ClientDeparture _ =
                                            ClientDeparture.watch(http, self::abandon)) {
                                copy(first, rest, self);
                            }
                        });
        stream.start();
        return stream;
    }

    private static void copy(byte[] first, InputStream rest, ByteStream out) {
        try {
            for (byte[] piece = first; piece != null; piece = piece(rest)) {
                out.write(piece);
            }
        } catch (IOException broken) {
            LOG.debug("a server's answer broke off: {}", broken.getMessage());
        }
    }

    /** What is there of a body, at least one byte; null at its end. */
    private static byte @Nullable [] piece(InputStream body) throws IOException {
        byte[] piece = new byte[PIECE];
        int length = body.read(piece);
        return length < 0 ? null : Arrays.copyOf(piece, length);
    }

    /**
     * A server in a pod is a stranger: what it sends is never shown by a browser as a page of ours.
     */
    private static MutableHttpResponse<Object> head(RelayedAnswer answer) {
        MutableHttpResponse<Object> head = HttpResponse.status(answer.status(), "");
        for (String name : PASSED) {
            String value = answer.header(name);
            if (value != null) {
                head.header(name, value);
            }
        }
        head.header("X-Content-Type-Options", "nosniff");
        if (answer.hasEvents()) {
            return EventStreamHead.of(head);
        }
        return head.contentType(
                answer.hasJson() ? MediaType.APPLICATION_JSON_TYPE : MediaType.TEXT_PLAIN_TYPE);
    }
}
