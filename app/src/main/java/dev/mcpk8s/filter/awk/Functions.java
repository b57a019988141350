package dev.mcpk8s.filter.awk;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The functions of the language. Positions and lengths are in characters. */
final class Functions {

    private final Machine machine;
    private final Evaluator evaluator;
    private final Replacement replacement;

    Functions(Machine machine, Evaluator evaluator) {
        this.machine = machine;
        this.evaluator = evaluator;
        this.replacement = new Replacement(machine.budget());
    }

    Scalar call(String function, List<Expression> arguments) {
        return switch (function) {
            case "length" -> new Scalar.Numeric(length(arguments));
            case "substr" -> made(substr(arguments));
            case "index" -> new Scalar.Numeric(index(arguments));
            case "split" -> new Scalar.Numeric(split(arguments));
            case "sub", "gsub" -> substitute(arguments, function.equals("gsub"));
            case "gensub" -> made(general(arguments));
            case "match" -> new Scalar.Numeric(match(arguments));
            case "sprintf" -> made(format(values(arguments)));
            case "tolower" -> made(text(arguments, 0).toLowerCase(Locale.ROOT));
            case "toupper" -> made(text(arguments, 0).toUpperCase(Locale.ROOT));
            case "srand" ->
                    new Scalar.Numeric(
                            machine.seed(arguments.isEmpty() ? 1 : number(arguments, 0)));
            case "rand" -> new Scalar.Numeric(machine.random().nextDouble());
            case "atan2" ->
                    new Scalar.Numeric(Math.atan2(number(arguments, 0), number(arguments, 1)));
            default -> new Scalar.Numeric(calculate(function, number(arguments, 0)));
        };
    }

    private static double calculate(String function, double number) {
        return switch (function) {
            case "int" -> whole(number);
            case "sqrt" -> Math.sqrt(number);
            case "exp" -> Math.exp(number);
            case "log" -> Math.log(number);
            case "sin" -> Math.sin(number);
            case "cos" -> Math.cos(number);
            default -> throw new IllegalArgumentException(function + " is no function");
        };
    }

    /**
     * @param values the format, and what it is about
     */
    String format(List<Scalar> values) {
        String text =
                Printf.format(
                        evaluator.text(values.getFirst()),
                        values.subList(1, values.size()),
                        machine.convert());
        machine.budget().make(text.length());
        return text;
    }

    List<Scalar> values(List<Expression> expressions) {
        List<Scalar> values = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            values.add(evaluator.value(expression));
        }
        return values;
    }

    private Scalar made(String text) {
        machine.budget().make(text.length());
        return new Scalar.Text(text);
    }

    private String text(List<Expression> arguments, int index) {
        return evaluator.text(arguments.get(index));
    }

    private double number(List<Expression> arguments, int index) {
        return evaluator.number(arguments.get(index));
    }

    private double length(List<Expression> arguments) {
        if (!arguments.isEmpty()
                && arguments.getFirst() instanceof Expression.Variable(String name)
                && machine.isArray(name)) {
            return machine.array(name).size();
        }
        String text = arguments.isEmpty() ? evaluator.recordText() : text(arguments, 0);
        return text.codePointCount(0, text.length());
    }

    /** As gawk 5 and mawk have it: a start before the first character is the first one. */
    private String substr(List<Expression> arguments) {
        String text = text(arguments, 0);
        int length = text.codePointCount(0, text.length());
        double first = Math.max(1, whole(number(arguments, 1)));
        double wanted = arguments.size() < 3 ? length : whole(number(arguments, 2));
        if (!(first <= length) || !(wanted >= 1)) {
            return "";
        }
        int start = text.offsetByCodePoints(0, (int) first - 1);
        int left = length - (int) first + 1;
        return text.substring(start, text.offsetByCodePoints(start, (int) Math.min(left, wanted)));
    }

    private static double whole(double number) {
        return number < 0 ? Math.ceil(number) : Math.floor(number);
    }

    private double index(List<Expression> arguments) {
        String text = text(arguments, 0);
        int at = text.indexOf(text(arguments, 1));
        machine.budget().step(text.length() >> 6);
        return at < 0 ? 0 : text.codePointCount(0, at) + 1;
    }

    private double split(List<Expression> arguments) {
        if (!(arguments.get(1) instanceof Expression.Variable(String array))) {
            throw AwkError.failed("split needs an array");
        }
        String text = text(arguments, 0);
        List<String> parts;
        if (arguments.size() == 3 && arguments.get(2) instanceof Expression.Regex(Pattern by)) {
            parts = new ArrayList<>();
            if (!text.isEmpty()) {
                InputRecord.byPattern(text, by, parts);
            }
        } else {
            String separator = arguments.size() == 3 ? text(arguments, 2) : machine.setting("FS");
            parts = InputRecord.parts(text, separator, machine.regexes());
        }
        machine.deleteAll(array);
        for (int i = 0; i < parts.size(); i++) {
            machine.budget().step(1);
            machine.setElement(array, Integer.toString(i + 1), Scalar.ofInput(parts.get(i)));
        }
        return parts.size();
    }

    private double match(List<Expression> arguments) {
        String text = text(arguments, 0);
        Matcher matcher = evaluator.pattern(arguments.get(1)).matcher(text);
        machine.budget().step(1 + (text.length() >> 4));
        boolean found = matcher.find();
        double start = found ? text.codePointCount(0, matcher.start()) + 1 : 0;
        double length = found ? text.codePointCount(matcher.start(), matcher.end()) : -1;
        machine.set("RSTART", new Scalar.Numeric(start));
        machine.set("RLENGTH", new Scalar.Numeric(length));
        return start;
    }

    private Scalar substitute(List<Expression> arguments, boolean everywhere) {
        Pattern pattern = evaluator.pattern(arguments.get(0));
        String with = text(arguments, 1);
        Expression target =
                arguments.size() == 3
                        ? arguments.get(2)
                        : new Expression.Field(new Expression.Constant(new Scalar.Numeric(0)));
        if (!(target instanceof Expression.Place place)) {
            throw AwkError.failed("there is nothing to replace in");
        }
        String text = evaluator.text(place);
        Replacement.Result result = replacement.simple(pattern, with, text, everywhere);
        if (result.count() > 0) {
            evaluator.set(place, new Scalar.Text(result.text()));
        }
        return new Scalar.Numeric(result.count());
    }

    /** {@code gensub(regex, with, "g" or which one [, text])}. */
    private String general(List<Expression> arguments) {
        Pattern pattern = evaluator.pattern(arguments.get(0));
        String with = text(arguments, 1);
        String which = text(arguments, 2);
        String text = arguments.size() == 4 ? text(arguments, 3) : evaluator.recordText();
        boolean everywhere = which.startsWith("g") || which.startsWith("G");
        int number = everywhere ? 0 : (int) Math.max(1, new Scalar.Text(which).number());
        return replacement.general(pattern, with, text, number);
    }
}
