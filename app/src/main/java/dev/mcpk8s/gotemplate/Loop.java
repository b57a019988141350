package dev.mcpk8s.gotemplate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import java.util.List;
import java.util.Map;

/** What a {@code range} goes over: one index and one element after the other. */
sealed interface Loop {

    long size();

    Value index(long step);

    Value element(long step);

    /** {@code range 5} */
    record Count(Value.Int limit) implements Loop {
        @Override
        public long size() {
            return limit.value();
        }

        @Override
        public Value index(long step) {
            return Value.none();
        }

        @Override
        public Value element(long step) {
            return new Value.Int(step, limit.goType());
        }
    }

    record Elements(Value.Slice slice) implements Loop {
        @Override
        public long size() {
            return slice.length();
        }

        @Override
        public Value index(long step) {
            return Value.Int.of(step);
        }

        @Override
        public Value element(long step) {
            return slice.at((int) step);
        }
    }

    record Entries(List<Map.Entry<String, JsonNode>> fields) implements Loop {
        static Entries of(JsonNode object) {
            return new Entries(SortedFields.of(object));
        }

        @Override
        public long size() {
            return fields.size();
        }

        @Override
        public Value index(long step) {
            return new Value.Text(ByteText.of(fields.get((int) step).getKey()));
        }

        @Override
        public Value element(long step) {
            return Value.element(fields.get((int) step).getValue());
        }
    }
}
