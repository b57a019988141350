package dev.mcpk8s.filter.jq;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** JSON values one behind the other, from bytes cut anywhere. */
final class JsonFeed {

    /** The text is no JSON. */
    static final class Malformed extends Exception {
        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Value.DEEPEST)
                                    .maxStringLength((int) Value.MOST_WEIGHT)
                                    .build())
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .build();

    /** An array or object under way. */
    private static final class Open {
        final @Nullable List<Value> items;
        final Map<String, Value> members = new LinkedHashMap<>();
        String key = "";

        Open(boolean array) {
            items = array ? new ArrayList<>() : null;
        }

        void put(Value value) {
            if (items != null) {
                items.add(value);
            } else {
                members.put(key, value);
            }
        }

        Value close() {
            return items != null ? Value.array(items) : Value.object(members);
        }
    }

    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    private final Deque<Open> open = new ArrayDeque<>();
    private long weight;

    JsonFeed() {
        try {
            parser = FACTORY.createNonBlockingByteArrayParser();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
    }

    /** For {@code fromjson}. */
    static Value parse(String text, Budget budget) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        budget.make(bytes.length * 8L);
        List<Value> values = new ArrayList<>();
        try {
            JsonFeed feed = new JsonFeed();
            feed.feed(bytes, 0, bytes.length, values::add);
            feed.end(values::add);
        } catch (Malformed wrong) {
            throw new JqError(wrong.getMessage() + " (while parsing '" + text + "')");
        }
        if (values.size() > 1) {
            throw new JqError("Unexpected extra JSON values (while parsing '" + text + "')");
        }
        return values.isEmpty() ? Constants.NULL : values.getFirst();
    }

    void feed(byte[] bytes, int from, int to, Consumer<Value> values) throws Malformed {
        try {
            feeder.feedInput(bytes, from, to);
            tokens(values);
        } catch (StreamConstraintsException _) {
            throw new Malformed("the text exceeds the limits for depth, or for names or numbers");
        } catch (IOException _) {
            throw new Malformed("Invalid JSON at line " + line());
        }
    }

    void end(Consumer<Value> values) throws Malformed {
        feeder.endOfInput();
        try {
            tokens(values);
        } catch (IOException _) {
            throw new Malformed("Unfinished JSON term at EOF at line " + line());
        }
        if (!open.isEmpty()) {
            throw new Malformed("Unfinished JSON term at EOF at line " + line());
        }
    }

    /** The line where the parser stands, from 1. */
    int line() {
        return parser.currentLocation().getLineNr();
    }

    private void tokens(Consumer<Value> values) throws IOException {
        JsonToken token = parser.nextToken();
        while (token != null && token != JsonToken.NOT_AVAILABLE) {
            switch (token) {
                case START_ARRAY -> open.push(new Open(true));
                case START_OBJECT -> open.push(new Open(false));
                case END_ARRAY, END_OBJECT -> done(open.pop().close(), 0, values);
                case FIELD_NAME -> {
                    Open object = open.element();
                    object.key = parser.currentName();
                    weigh(80 + object.key.length());
                }
                default -> {
                    Value value = scalar(token);
                    done(value, value.weight() + 8, values);
                }
            }
            token = parser.nextToken();
        }
    }

    private Value scalar(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> Value.of(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    Value.of(Double.parseDouble(parser.getText()));
            case VALUE_TRUE -> Constants.TRUE;
            case VALUE_FALSE -> Constants.FALSE;
            default -> Constants.NULL;
        };
    }

    private void weigh(long more) {
        weight += more;
        if (weight > Value.MOST_WEIGHT) {
            throw Value.tooHeavy();
        }
    }

    private void done(Value value, long more, Consumer<Value> values) {
        weigh(more);
        if (open.isEmpty()) {
            weight = 0;
            values.accept(value);
        } else {
            open.element().put(value);
        }
    }
}
