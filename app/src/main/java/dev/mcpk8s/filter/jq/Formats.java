package dev.mcpk8s.filter.jq;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** {@code @csv} and the like. */
final class Formats {

    private static final String UNRESERVED = "-_.~";

    private Formats() {}

    static Value apply(String format, Value value, Budget budget) {
        budget.make(value.weight());
        return Arithmetic.text(
                switch (format) {
                    case "@text" -> text(value);
                    case "@json" -> JsonText.COMPACT.write(value);
                    case "@csv" -> row(value, "csv", ",", Formats::csv);
                    case "@tsv" -> row(value, "tsv", "\t", Formats::tsv);
                    case "@sh" -> shell(value);
                    case "@html" -> html(text(value));
                    case "@uri" -> uri(text(value));
                    case "@base64" ->
                            Base64.getEncoder()
                                    .encodeToString(text(value).getBytes(StandardCharsets.UTF_8));
                    case "@base64d" -> decoded(value);
                    default -> throw new JqError(format.substring(1) + " is not a valid format");
                });
    }

    static String text(Value value) {
        return value instanceof Value.Str(String text) ? text : JsonText.COMPACT.write(value);
    }

    private static String row(
            Value value, String format, String separator, Function<String, String> quoted) {
        if (!(value instanceof Value.Arr(List<Value> items, long _, int _))) {
            throw new JqError(
                    JsonText.described(value) + " cannot be " + format + "-formatted, only array");
        }
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (Value item : items) {
            out.append(first ? "" : separator);
            first = false;
            out.append(cell(item, format, quoted));
        }
        return out.toString();
    }

    private static String cell(Value item, String format, Function<String, String> quoted) {
        return switch (item) {
            case Value.Null _ -> "";
            case Value.Bool(boolean bool) -> Boolean.toString(bool);
            case Value.Num(double number) -> NumberText.of(number);
            case Value.Str(String text) -> quoted.apply(text);
            case Value.Arr _, Value.Obj _ ->
                    throw new JqError(
                            JsonText.described(item)
                                    + " is not valid in a "
                                    + (format.equals("csv") ? "csv row" : "tsv row"));
        };
    }

    private static String csv(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String tsv(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String shell(Value value) {
        List<Value> items =
                value instanceof Value.Arr(List<Value> inside, long _, int _)
                        ? inside
                        : List.of(value);
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (Value item : items) {
            out.append(first ? "" : " ");
            first = false;
            switch (item) {
                case Value.Arr _, Value.Obj _ ->
                        throw new JqError(
                                JsonText.described(item) + " can not be escaped for shell");
                case Value.Str(String text) ->
                        out.append('\'').append(text.replace("'", "'\\''")).append('\'');
                default -> out.append(text(item));
            }
        }
        return out.toString();
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&quot;");
    }

    private static String uri(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > 0 && (Character.isLetterOrDigit(b) || UNRESERVED.indexOf(b) >= 0);
            out.append(plain ? Character.toString(b) : String.format("%%%02X", b & 0xff));
        }
        return out.toString();
    }

    private static String decoded(Value value) {
        String text = text(value).replaceAll("=+$", "");
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw new JqError(JsonText.described(value) + " is not valid base64 data");
        }
    }
}
