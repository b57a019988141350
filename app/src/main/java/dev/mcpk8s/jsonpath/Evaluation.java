package dev.mcpk8s.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One application of a template to one object (client-go {@code util/jsonpath/jsonpath.go}). Maps
 * are visited in the order of their keys, where kubectl's order is random.
 */
final class Evaluation {

    /** A template can multiply what it finds; beyond this it is a mistake or an attack. */
    private static final int MOST_VALUES = 10_000_000;

    private static final int DEEPEST_RANGE = 100;

    private final List<Node> nodes;
    private final boolean allowMissingKeys;
    private final RangeState ranges = new RangeState();
    private int depth;
    private int values;

    Evaluation(List<Node> nodes, boolean allowMissingKeys) {
        this.nodes = nodes;
        this.allowMissingKeys = allowMissingKeys;
    }

    /** Which loops were begun and ended by the words just met. */
    private static final class RangeState {
        private int begun;
        private int inside;
        private int ended;
        private int lastEnd = -1;
    }

    List<List<JsonNode>> run(int from, JsonNode data) throws Mismatch {
        if (++depth > DEEPEST_RANGE) {
            throw tooMuch("loops more than " + DEEPEST_RANGE + " deep");
        }
        List<JsonNode> start = List.of(data);
        List<List<JsonNode>> found = new ArrayList<>();
        for (int i = from; i < nodes.size(); i++) {
            List<JsonNode> results = walk(start, nodes.get(i));
            if (ranges.ended > 0 && ranges.ended <= ranges.inside) {
                ranges.ended--;
                ranges.lastEnd = i;
                break;
            }
            if (ranges.begun == 0) {
                found.add(results);
                continue;
            }
            ranges.begun--;
            ranges.inside++;
            for (JsonNode result : results) {
                found.addAll(run(i + 1, result.isNull() ? MissingNode.getInstance() : result));
            }
            if (results.isEmpty()) {
                // Nothing to loop over: walked once for where the loop ends.
                run(i + 1, MissingNode.getInstance());
            }
            ranges.inside--;
            i = Math.max(i, ranges.lastEnd);
        }
        depth--;
        return found;
    }

    private List<JsonNode> walk(List<JsonNode> input, Node node) throws Mismatch {
        List<JsonNode> found =
                switch (node) {
                    case Node.Sequence sequence -> sequence(input, sequence);
                    case Node.Text text -> List.of(TextNode.valueOf(text.text()));
                    case Node.Field field -> field(input, field.name());
                    case Node.Range range -> ArrayRange.select(input, range);
                    case Node.Filter filter -> filter(input, filter);
                    case Node.IntegerLiteral literal ->
                            repeat(LongNode.valueOf(literal.value()), input);
                    case Node.FloatLiteral literal ->
                            repeat(DoubleNode.valueOf(literal.value()), input);
                    case Node.BooleanLiteral literal ->
                            repeat(BooleanNode.valueOf(literal.value()), input);
                    case Node.Wildcard all -> wildcard(input);
                    case Node.Descent descent -> descent(input);
                    case Node.Union union -> union(input, union);
                    case Node.Identifier identifier -> identifier(input, identifier.name());
                };
        count(1 + found.size());
        return found;
    }

    private List<JsonNode> sequence(List<JsonNode> input, Node.Sequence sequence) throws Mismatch {
        List<JsonNode> current = input;
        for (Node node : sequence.nodes()) {
            current = walk(current, node);
        }
        return current;
    }

    private static List<JsonNode> repeat(JsonNode literal, List<JsonNode> input) {
        return input.stream().map(value -> literal).toList();
    }

    private List<JsonNode> identifier(List<JsonNode> input, String name) throws Mismatch {
        switch (name) {
            case "range" -> {
                ranges.begun++;
                return input;
            }
            case "end" -> {
                if (ranges.inside == 0) {
                    throw new Mismatch(List.of(), "not in range, nothing to end");
                }
                ranges.ended++;
                return List.of();
            }
            default -> throw new Mismatch(input, "unrecognized identifier " + name);
        }
    }

    private List<JsonNode> field(List<JsonNode> input, String name) throws Mismatch {
        if (input.isEmpty()) {
            return input;
        }
        List<JsonNode> found = new ArrayList<>(input.size());
        for (JsonNode value : input) {
            JsonNode member = value.get(name);
            if (value.isObject() && member != null) {
                found.add(member);
            }
        }
        if (found.isEmpty() && !allowMissingKeys) {
            throw new Mismatch(found, name + " is not found");
        }
        return found;
    }

    private List<JsonNode> union(List<JsonNode> input, Node.Union union) throws Mismatch {
        List<JsonNode> found = new ArrayList<>();
        for (Node.Sequence part : union.parts()) {
            try {
                found.addAll(sequence(input, part));
            } catch (Mismatch e) {
                throw new Mismatch(input, e.reason());
            }
        }
        return found;
    }

    private List<JsonNode> wildcard(List<JsonNode> input) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode value : input) {
            addChildren(value, found);
        }
        return found;
    }

    private List<JsonNode> descent(List<JsonNode> input) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode value : input) {
            descend(value, found);
        }
        return found;
    }

    private void descend(JsonNode value, List<JsonNode> found) {
        if (value.isTextual() ? !value.textValue().isEmpty() : !value.isEmpty()) {
            count(1);
            found.add(value);
            if (!value.isTextual()) {
                List<JsonNode> children = new ArrayList<>(value.size());
                addChildren(value, children);
                children.forEach(child -> descend(child, found));
            }
        }
    }

    /** The bytes of a text count as its children. */
    private void addChildren(JsonNode value, List<JsonNode> found) {
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> member : SortedFields.of(value)) {
                found.add(member.getValue());
            }
        } else if (value.isArray()) {
            value.forEach(found::add);
        } else if (value.isTextual()) {
            byte[] bytes = value.textValue().getBytes(StandardCharsets.UTF_8);
            count(bytes.length);
            for (byte octet : bytes) {
                found.add(LongNode.valueOf(Byte.toUnsignedInt(octet)));
            }
        }
    }

    private List<JsonNode> filter(List<JsonNode> input, Node.Filter filter) throws Mismatch {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode value : input) {
            if (!value.isArray()) {
                throw new Mismatch(
                        input, GoText.of(value) + " is not array or slice and cannot be filtered");
            }
            for (JsonNode element : value) {
                if (passes(element, filter, input, found)) {
                    found.add(element);
                }
            }
        }
        return found;
    }

    private boolean passes(
            JsonNode element, Node.Filter filter, List<JsonNode> input, List<JsonNode> soFar)
            throws Mismatch {
        List<JsonNode> single = List.of(element);
        if (filter.operator().equals(Node.Filter.EXISTS)) {
            try {
                return !sequence(single, filter.left()).isEmpty();
            } catch (Mismatch e) {
                return !e.found().isEmpty();
            }
        }
        try {
            List<JsonNode> left = atMostOne(sequence(single, filter.left()));
            if (left.isEmpty()) {
                return false;
            }
            List<JsonNode> right = atMostOne(sequence(single, filter.right()));
            if (right.isEmpty()) {
                return false;
            }
            return Comparison.holds(left.getFirst(), filter.operator(), right.getFirst(), soFar);
        } catch (Mismatch e) {
            throw e.found() == soFar ? e : new Mismatch(input, e.reason());
        }
    }

    private static List<JsonNode> atMostOne(List<JsonNode> found) throws Mismatch {
        if (found.size() > 1) {
            throw new Mismatch(found, "can only compare one element at a time");
        }
        return found;
    }

    private void count(int more) {
        values += more;
        if (values > MOST_VALUES) {
            throw tooMuch("selects more than " + MOST_VALUES + " values");
        }
    }

    private static CommandException tooMuch(String what) {
        return new CommandException(
                ErrorCode.COMMAND_FAILED, "the JSONPath template " + what + "; make it simpler");
    }
}
