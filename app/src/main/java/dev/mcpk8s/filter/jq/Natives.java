package dev.mcpk8s.filter.jq;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** Built-in functions from values to a value. */
final class Natives {

    /** One of them. */
    interface Native {
        Value apply(Value input, List<Value> arguments, Budget budget);
    }

    /** By signature. */
    static final Map<String, Native> ALL = all();

    private Natives() {}

    private static Map<String, Native> all() {
        Map<String, Native> all = new HashMap<>();
        numbers(all);
        texts(all);
        Collections.add(all);
        all.put("type/0", (in, _, _) -> Value.of(in.type()));
        all.put("tojson/0", (in, _, budget) -> Formats.apply("@json", in, budget));
        all.put(
                "fromjson/0",
                (in, _, budget) -> JsonFeed.parse(text(in, "parsed as JSON"), budget));
        all.put("tostring/0", (in, _, budget) -> Formats.apply("@text", in, budget));
        all.put("_match/3", Regexes::match);
        all.put("strftime/1", (in, args, _) -> Dates.format(in, args.getFirst()));
        all.put("strptime/1", (in, args, _) -> Dates.parse(in, args.getFirst()));
        all.put("gmtime/0", (in, _, _) -> Dates.brokenDown(in));
        all.put("mktime/0", (in, _, _) -> Dates.seconds(in));
        return Map.copyOf(all);
    }

    private static void numbers(Map<String, Native> all) {
        number(all, "floor", Math::floor);
        number(all, "ceil", Math::ceil);
        number(all, "round", x -> Math.copySign(Math.floor(Math.abs(x) + 0.5), x));
        number(all, "rint", Math::rint);
        number(all, "trunc", x -> x < 0 ? Math.ceil(x) : Math.floor(x));
        number(all, "sqrt", Math::sqrt);
        number(all, "fabs", Math::abs);
        number(all, "abs", Math::abs);
        number(all, "exp", Math::exp);
        number(all, "exp2", x -> Math.pow(2, x));
        number(all, "exp10", x -> Math.pow(10, x));
        number(all, "log", Math::log);
        number(all, "log2", x -> Math.log(x) / Math.log(2));
        number(all, "log10", Math::log10);
        all.put(
                "pow/2",
                (_, args, _) -> Value.of(Math.pow(number(args.get(0)), number(args.get(1)))));
        all.put("infinite/0", (_, _, _) -> Value.of(Double.POSITIVE_INFINITY));
        all.put("nan/0", (_, _, _) -> Value.of(Double.NaN));
        all.put("isinfinite/0", (in, _, _) -> Value.of(Double.isInfinite(number(in))));
        all.put(
                "isnan/0",
                (in, _, _) -> Value.of(in instanceof Value.Num(double at) && Double.isNaN(at)));
        all.put(
                "isnormal/0",
                (in, _, _) -> {
                    double x = Math.abs(number(in));
                    return Value.of(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE);
                });
        all.put("tonumber/0", (in, _, _) -> toNumber(in));
    }

    private static void number(Map<String, Native> all, String name, DoubleUnaryOperator operator) {
        all.put(name + "/0", (in, _, _) -> Value.of(operator.applyAsDouble(number(in))));
    }

    private static double number(Value value) {
        if (value instanceof Value.Num(double number)) {
            return number;
        }
        throw new JqError(JsonText.described(value) + " number required");
    }

    private static Value toNumber(Value value) {
        if (value instanceof Value.Num) {
            return value;
        }
        if (value instanceof Value.Str(String text)) {
            String number = text.strip();
            if (number.length() < 400
                    && number.matches("[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?")) {
                return Value.of(Double.parseDouble(number));
            }
            if (number.equals("nan")) {
                return Value.of(Double.NaN);
            }
            throw new JqError("Invalid numeric literal (while parsing '" + text + "')");
        }
        throw new JqError(JsonText.described(value) + " cannot be parsed as a number");
    }

    /**
     * @throws JqError when it is no text
     */
    static String text(Value value, String doing) {
        if (value instanceof Value.Str(String text)) {
            return text;
        }
        throw new JqError(JsonText.described(value) + " cannot be " + doing);
    }

    private static void texts(Map<String, Native> all) {
        changed(all, "ascii_downcase", text -> asciiCase(text, true));
        changed(all, "ascii_upcase", text -> asciiCase(text, false));
        changed(all, "trim", String::strip);
        changed(all, "ltrim", String::stripLeading);
        changed(all, "rtrim", String::stripTrailing);
        ends(all, "startswith", (text, end) -> Value.of(text.startsWith(end)));
        ends(all, "endswith", (text, end) -> Value.of(text.endsWith(end)));
        all.put(
                "ltrimstr/1",
                (in, args, _) ->
                        in instanceof Value.Str(String text)
                                        && args.getFirst() instanceof Value.Str(String start)
                                        && text.startsWith(start)
                                ? Value.of(text.substring(start.length()))
                                : in);
        all.put(
                "rtrimstr/1",
                (in, args, _) ->
                        in instanceof Value.Str(String text)
                                        && args.getFirst() instanceof Value.Str(String end)
                                        && text.endsWith(end)
                                ? Value.of(text.substring(0, text.length() - end.length()))
                                : in);
        all.put(
                "split/1",
                (in, args, budget) -> {
                    if (in instanceof Value.Str(String text)
                            && args.getFirst() instanceof Value.Str(String separator)) {
                        return Searching.split(text, separator, budget);
                    }
                    throw new JqError("split input and separator must be strings");
                });
        all.put(
                "utf8bytelength/0",
                (in, _, _) -> {
                    String text = text(in, "measured: only strings have UTF-8 byte length");
                    return Value.of((double) Searching.utf8Length(text, 0, text.length()));
                });
    }

    private static String asciiCase(String text, boolean lower) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean changes = lower ? c >= 'A' && c <= 'Z' : c >= 'a' && c <= 'z';
            out.append(changes ? (char) (c ^ 32) : c);
        }
        return out.toString();
    }

    private static void changed(
            Map<String, Native> all, String name, UnaryOperator<String> change) {
        all.put(
                name + "/0",
                (in, _, budget) -> {
                    if (!(in instanceof Value.Str(String text))) {
                        throw new JqError(
                                name.toLowerCase(Locale.ROOT) + " input must be a string");
                    }
                    budget.make(text.length());
                    return Value.of(change.apply(text));
                });
    }

    private static void ends(
            Map<String, Native> all, String name, BiFunction<String, String, Value> test) {
        all.put(
                name + "/1",
                (in, args, _) -> {
                    if (in instanceof Value.Str(String text)
                            && args.getFirst() instanceof Value.Str(String end)) {
                        return test.apply(text, end);
                    }
                    throw new JqError(name + "() requires string inputs");
                });
    }
}
