package dev.mcpk8s.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** {@code [start:end:step]} on arrays; indices below zero count from the end. */
final class ArrayRange {

    private ArrayRange() {}

    static List<JsonNode> select(List<JsonNode> input, Node.Range range) throws Mismatch {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode value : input) {
            if (value.isNull()) {
                continue;
            }
            if (!value.isArray()) {
                throw new Mismatch(input, GoType.of(value) + " is not array or slice");
            }
            long length = value.size();
            long start = range.start() == null ? 0 : range.start();
            start += start < 0 ? length : 0;
            long end = range.end() == null ? length : range.end();
            end += end < 0 || (end == 0 && range.endDerived()) ? length : 0;
            if (start == end) {
                return found;
            }
            check(input, start, end, length);
            long step = range.step() == null ? 1 : range.step();
            if (step <= 0) {
                throw new Mismatch(input, "step must be > 0");
            }
            for (long i = start; i < end; i += Math.min(step, length)) {
                found.add(value.get((int) i));
            }
        }
        return found;
    }

    private static void check(List<JsonNode> input, long start, long end, long length)
            throws Mismatch {
        if (start >= length || start < 0) {
            throw outOfBounds(input, start, length);
        }
        if (end > length || end < 0) {
            throw outOfBounds(input, end - 1, length);
        }
        if (start > end) {
            throw new Mismatch(
                    input, "starting index " + start + " is greater than ending index " + end);
        }
    }

    private static Mismatch outOfBounds(List<JsonNode> input, long index, long length) {
        return new Mismatch(
                input, "array index out of bounds: index " + index + ", length " + length);
    }
}
