package dev.mcpk8s.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an event stream as the HTML standard says: the other side of what we write. */
public final class ServerSentEvents {

    /** One event; comments are no events. */
    public record Event(long id, String name, String data) {}

    private final BufferedReader reader;
    private int comments;

    public ServerSentEvents(Reader reader) {
        this.reader = new BufferedReader(reader);
    }

    public static List<Event> all(String text) {
        ServerSentEvents events = new ServerSentEvents(new StringReader(text));
        List<Event> all = new ArrayList<>();
        for (Event event = events.next(); event != null; event = events.next()) {
            all.add(event);
        }
        return all;
    }

    /** The next event; null at the end. A last event without its empty line is none. */
    public @Nullable Event next() {
        long id = -1;
        String name = "message";
        StringBuilder data = new StringBuilder();
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isEmpty()) {
                    if (data.length() > 0) {
                        return new Event(id, name, data.substring(0, data.length() - 1));
                    }
                    continue;
                }
                int colon = line.indexOf(':');
                String field = colon < 0 ? line : line.substring(0, colon);
                String value = colon < 0 ? "" : line.substring(colon + 1);
                value = value.startsWith(" ") ? value.substring(1) : value;
                switch (field) {
                    case "" -> comments++;
                    case "id" -> id = Long.parseLong(value);
                    case "event" -> name = value;
                    case "data" -> data.append(value).append('\n');
                    default -> throw new AssertionError("unknown field " + field);
                }
            }
            return null;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public int comments() {
        return comments;
    }
}
