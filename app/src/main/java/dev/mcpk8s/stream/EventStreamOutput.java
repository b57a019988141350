package dev.mcpk8s.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.Output;
import dev.mcpk8s.execution.OutputEvent;
import java.util.Arrays;

/**
 * A command's events as server-sent events: a {@code control} event first, output as it comes,
 * {@code control} events for the files that it made, and exactly one {@code control} event last.
 */
public final class EventStreamOutput implements Output {

    /** Events are handed over in writes of about so many bytes, however large a piece is. */
    private static final int ENOUGH = 64 * 1024;

    private static final int SLICE = 32 * 1024;

    private final ByteStream stream;
    private final Framing framing;
    private final EventEncoder events = new EventEncoder();
    private final LineSplitter stdout;
    private final LineSplitter stderr;

    public EventStreamOutput(ByteStream stream, Framing framing) {
        this.stream = stream;
        this.framing = framing;
        this.stdout = new LineSplitter((b, from, to) -> events.line(Channel.STDOUT, b, from, to));
        this.stderr = new LineSplitter((b, from, to) -> events.line(Channel.STDERR, b, from, to));
    }

    @Override
    public void emit(OutputEvent event) {
        switch (event) {
            case OutputEvent.Started started -> {
                events.control(describe(started));
                stream.write(events.take());
            }
            case OutputEvent.Data data -> {
                write(data);
                if (events.size() > 0) {
                    stream.write(events.take());
                }
            }
            case OutputEvent.File file -> writeFile(file);
            case OutputEvent.Finished finished -> writeEnd(finished);
        }
    }

    private void write(OutputEvent.Data data) {
        byte[] bytes = data.bytes();
        for (int start = 0; start < bytes.length; start += SLICE) {
            int end = Math.min(bytes.length, start + SLICE);
            switch (framing) {
                case LINES -> linesOf(data.channel()).feed(bytes, start, end);
                case BYTES -> events.bytes(data.channel(), Arrays.copyOfRange(bytes, start, end));
            }
            if (events.size() >= ENOUGH) {
                stream.write(events.take());
            }
        }
    }

    /**
     * In slices, so that a reader's memory for one event stays small; an empty file has one too.
     */
    private void writeFile(OutputEvent.File file) {
        byte[] content = file.content();
        int start = 0;
        do {
            int end = Math.min(content.length, start + SLICE);
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("status", "file");
            json.put("path", file.path());
            json.put("size", content.length);
            json.put("offset", start);
            json.put("base64", Arrays.copyOfRange(content, start, end));
            events.control(json.toString());
            stream.write(events.take());
            start = end;
        } while (start < content.length);
    }

    /** Last lines without an end are handed out too, whatever ended the command. */
    private void writeEnd(OutputEvent.Finished finished) {
        stdout.finish();
        stderr.finish();
        events.control(describe(finished));
        stream.writeLast(events.take());
    }

    private LineSplitter linesOf(Channel channel) {
        return switch (channel) {
            case STDOUT -> stdout;
            case STDERR -> stderr;
        };
    }

    private String describe(OutputEvent.Started started) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", "started");
        json.put("request_id", started.requestId());
        json.put("execution", started.execution().wireName());
        if (framing == Framing.BYTES) {
            json.put("framing", "bytes");
        }
        return json.toString();
    }

    private static String describe(OutputEvent.Finished finished) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", finished.outcome().wireName());
        json.put("exit_code", finished.exitStatus());
        ErrorCode code = finished.code();
        if (code != null) {
            json.put("code", code.code());
        }
        if (finished.message() != null) {
            json.put("message", finished.message());
        }
        return json.toString();
    }
}
