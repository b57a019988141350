package dev.mcpk8s.ephemeral.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The JSON-RPC messages of one answer: one JSON document, or one for each server-sent event. */
final class ServerMessages {

    private static final int LONGEST = 32 << 20;
    private static final int CHUNK = 16 * 1024;

    private final InputStream body;
    private final boolean events;
    private final byte[] chunk = new byte[CHUNK];
    private int next;
    private int end;
    private boolean over;

    ServerMessages(RelayedAnswer answer) {
        this.body = answer.body();
        this.events = answer.hasEvents();
    }

    /**
     * The next message; null after the last.
     *
     * @throws CommandException {@link ErrorCode#SERVER_FAILED} for what is no message
     */
    @Nullable ObjectNode next() throws IOException {
        return events ? nextEvent() : onlyDocument();
    }

    private @Nullable ObjectNode onlyDocument() throws IOException {
        if (over) {
            return null;
        }
        over = true;
        byte[] text = body.readNBytes(LONGEST);
        return text.length == 0 ? null : parse(text);
    }

    private @Nullable ObjectNode nextEvent() throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (byte[] line = line(); line != null; line = line()) {
            if (line.length == 0 && data.size() > 0) {
                byte[] text = data.toByteArray();
                return parse(text);
            }
            String head = new String(line, 0, Math.min(5, line.length), StandardCharsets.US_ASCII);
            if (head.equals("data:")) {
                requireRoom(data.size() + line.length);
                data.write(line, 5, line.length - 5);
            }
        }
        return null;
    }

    /** A line without its end; null after the last. */
    private byte @Nullable [] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (next == end) {
                end = body.read(chunk);
                next = 0;
                if (end <= 0) {
                    end = 0;
                    return null;
                }
            }
            int from = next;
            while (next < end && chunk[next] != '\n') {
                next++;
            }
            requireRoom(line.size() + next - from);
            line.write(chunk, from, next - from);
            if (next < end) {
                next++;
                return withoutReturn(line.toByteArray());
            }
        }
    }

    private static byte[] withoutReturn(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\r'
                ? Arrays.copyOf(line, line.length - 1)
                : line;
    }

    private static void requireRoom(int length) {
        if (length > LONGEST) {
            throw new CommandException(ErrorCode.SERVER_FAILED, "the server's answer is too large");
        }
    }

    private static ObjectNode parse(byte[] text) throws IOException {
        try {
            JsonNode message = Json.READER.readTree(text);
            if (message instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException broken) {
            // said below: its text may hold anything
        }
        throw new CommandException(
                ErrorCode.SERVER_FAILED, "the server answered with something other than JSON-RPC");
    }
}
