package dev.mcpk8s.gotemplate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The functions a template can call: Go's own and the two of kubectl. */
final class Functions {

    /** What a parameter takes: messages and conversions depend on it. */
    enum Parameter {
        /** A value as it is, {@code reflect.Value}. */
        VALUE,
        /** {@code interface{}} */
        ANY,
        STRING
    }

    /**
     * @param fixed the parameters that must be there
     * @param rest what any number of further ones are; the last fixed one's where there is none
     */
    record Signature(List<Parameter> fixed, boolean variadic, Parameter rest) {

        Parameter parameter(int index) {
            return index < fixed.size() ? fixed.get(index) : rest;
        }
    }

    private static final Signature ONE = fixed(Parameter.VALUE);
    private static final Signature TWO = fixed(Parameter.VALUE, Parameter.VALUE);
    private static final Signature SOME = variadic(Parameter.VALUE, Parameter.VALUE);
    private static final Signature ANYTHING = variadic(Parameter.ANY);

    private static final Map<String, Signature> SIGNATURES =
            Map.ofEntries(
                    Map.entry("and", SOME),
                    Map.entry("base64decode", fixed(Parameter.STRING)),
                    Map.entry("call", SOME),
                    Map.entry("eq", SOME),
                    Map.entry("exists", variadic(Parameter.ANY, Parameter.ANY)),
                    Map.entry("ge", TWO),
                    Map.entry("gt", TWO),
                    Map.entry("html", ANYTHING),
                    Map.entry("index", SOME),
                    Map.entry("js", ANYTHING),
                    Map.entry("le", TWO),
                    Map.entry("len", ONE),
                    Map.entry("lt", TWO),
                    Map.entry("ne", TWO),
                    Map.entry("not", ONE),
                    Map.entry("or", SOME),
                    Map.entry("print", ANYTHING),
                    Map.entry("printf", variadic(Parameter.ANY, Parameter.STRING)),
                    Map.entry("println", ANYTHING),
                    Map.entry("slice", SOME),
                    Map.entry("urlquery", ANYTHING));

    private Functions() {}

    static boolean isKnown(String name) {
        return SIGNATURES.containsKey(name);
    }

    /** The signature of a function that is known. */
    static Signature signature(String name) {
        Signature signature = SIGNATURES.get(name);
        if (signature == null) {
            throw new IllegalArgumentException(name);
        }
        return signature;
    }

    /**
     * @param callee the first argument as written, for {@code call}
     * @throws TemplateMistake what the function has against its arguments
     */
    static Value call(String name, List<Value> arguments, String callee) throws IOException {
        return switch (name) {
            case "print" -> print(arguments).text();
            case "println" -> println(arguments);
            case "printf" -> printf(arguments);
            case "html" -> Escapes.html(escapable(arguments));
            case "js" -> Escapes.js(escapable(arguments));
            case "urlquery" -> Escapes.urlQuery(escapable(arguments));
            default -> callOnFirst(name, arguments.getFirst(), rest(arguments), callee);
        };
    }

    private static Value callOnFirst(String name, Value first, List<Value> rest, String callee)
            throws IOException {
        return switch (name) {
            case "base64decode" -> Escapes.base64Decode(bytes(first));
            case "exists" -> new Value.Bool(Indexing.exists(first, rest));
            case "index" -> Indexing.index(first, rest);
            case "slice" -> Indexing.slice(first, rest);
            case "len" -> Indexing.length(first);
            case "not" -> new Value.Bool(!first.isTrue());
            case "eq" -> new Value.Bool(Comparison.equalsAny(first, rest));
            case "ne" -> new Value.Bool(!Comparison.equalsAny(first, rest));
            case "lt" -> new Value.Bool(Comparison.less(first, rest.getFirst()));
            case "ge" -> new Value.Bool(!Comparison.less(first, rest.getFirst()));
            case "le" -> new Value.Bool(lessOrEqual(first, rest));
            case "gt" -> new Value.Bool(!lessOrEqual(first, rest));
            default -> throw notCallable(first.unboxed(), callee);
        };
    }

    private static boolean lessOrEqual(Value first, List<Value> rest) throws IOException {
        return Comparison.less(first, rest.getFirst()) || Comparison.equalsAny(first, rest);
    }

    /** No JSON value is a function. */
    private static TemplateMistake notCallable(Value function, String callee) {
        return new TemplateMistake(
                function.isValid()
                        ? "non-function " + callee + " of type " + function.goType()
                        : "call of nil");
    }

    private static List<Value> rest(List<Value> arguments) {
        return arguments.subList(1, arguments.size());
    }

    private static String bytes(Value text) {
        return text.unboxed() instanceof Value.Text(String bytes) ? bytes : "";
    }

    /** Blanks only between two neighbours of which none is a text. */
    private static TextSink print(List<Value> arguments) throws IOException {
        TextSink out = new TextSink();
        boolean afterText = true;
        for (Value argument : arguments) {
            boolean text = argument.unboxed() instanceof Value.Text;
            if (!text && !afterText) {
                out.add(" ");
            }
            ValuePrinter.plain(argument, out);
            afterText = text;
        }
        return out;
    }

    private static Value println(List<Value> arguments) throws IOException {
        TextSink out = new TextSink();
        String separator = "";
        for (Value argument : arguments) {
            out.add(separator);
            separator = " ";
            ValuePrinter.plain(argument, out);
        }
        out.add("\n");
        return out.text();
    }

    private static Value printf(List<Value> arguments) throws IOException {
        TextSink out = new TextSink();
        Printf.print(bytes(arguments.getFirst()), rest(arguments), out);
        return out.text();
    }

    private static String escapable(List<Value> arguments) throws IOException {
        List<Value> shown = new ArrayList<>();
        for (Value argument : arguments) {
            shown.add(argument.unboxed().isValid() ? argument : new Value.Text("<no value>"));
        }
        return print(shown).bytes();
    }

    private static Signature fixed(Parameter... parameters) {
        return new Signature(List.of(parameters), false, parameters[parameters.length - 1]);
    }

    private static Signature variadic(Parameter rest, Parameter... fixed) {
        return new Signature(List.of(fixed), true, rest);
    }
}
