package dev.mcpk8s.filter.jq;

import java.util.Map;
import java.util.TreeMap;

/**
 * Values as text.
 *
 * @param indent for each level; empty for all on one line
 * @param sorted whether members stand in the order of their names
 * @param ascii whether other characters are escaped
 */
record JsonText(String indent, boolean sorted, boolean ascii) {

    static final JsonText COMPACT = new JsonText("", false, false);

    private static final int BRIEF = 14;

    /** As it stands in messages. */
    static String brief(Value value) {
        String text = COMPACT.write(value);
        return text.length() <= BRIEF ? text : text.substring(0, BRIEF - 3) + "...";
    }

    /** {@code string ("abc")}. */
    static String described(Value value) {
        return value.type() + " (" + brief(value) + ")";
    }

    String write(Value value) {
        StringBuilder out = new StringBuilder();
        write(value, 0, out);
        return out.toString();
    }

    private void write(Value value, int level, StringBuilder out) {
        switch (value) {
            case Value.Null _ -> out.append("null");
            case Value.Bool(boolean bool) -> out.append(bool);
            case Value.Num(double number) -> out.append(NumberText.of(number));
            case Value.Str(String text) -> string(text, out);
            case Value.Arr arr -> array(arr, level, out);
            case Value.Obj obj -> object(obj, level, out);
        }
    }

    private void array(Value.Arr arr, int level, StringBuilder out) {
        out.append('[');
        boolean first = true;
        for (Value item : arr.items()) {
            next(first, level + 1, out);
            first = false;
            write(item, level + 1, out);
        }
        end(first, level, out);
        out.append(']');
    }

    private void object(Value.Obj obj, int level, StringBuilder out) {
        Map<String, Value> members = sorted ? new TreeMap<>(ValueOrder.TEXT) : obj.members();
        if (sorted) {
            members.putAll(obj.members());
        }
        out.append('{');
        boolean first = true;
        for (Map.Entry<String, Value> member : members.entrySet()) {
            next(first, level + 1, out);
            first = false;
            string(member.getKey(), out);
            out.append(indent.isEmpty() ? ":" : ": ");
            write(member.getValue(), level + 1, out);
        }
        end(first, level, out);
        out.append('}');
    }

    private void next(boolean first, int level, StringBuilder out) {
        if (!first) {
            out.append(',');
        }
        line(level, out);
    }

    private void end(boolean empty, int level, StringBuilder out) {
        if (!empty) {
            line(level, out);
        }
    }

    private void line(int level, StringBuilder out) {
        if (!indent.isEmpty()) {
            out.append('\n').repeat(indent, level);
        }
    }

    private void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || c == 127 || (ascii && c > 127)) {
                        out.append("\\u").append(String.format("%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
