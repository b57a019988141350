package dev.mcpk8s.filter.awk;

import com.google.re2j.Pattern;
import dev.mcpk8s.filter.awk.Expression.Operation;
import java.util.List;

/** Values of expressions. */
final class Evaluator {

    private final Machine machine;
    private final Functions functions;

    Evaluator(Machine machine) {
        this.machine = machine;
        this.functions = new Functions(machine, this);
    }

    Scalar value(Expression expression) {
        machine.budget().step(1);
        return switch (expression) {
            case Expression.Constant(Scalar value) -> value;
            case Expression.Regex(Pattern pattern) -> Scalar.of(found(pattern, recordText()));
            case Expression.Place place -> get(place);
            case Expression.Assignment assignment -> assign(assignment);
            case Expression.Increment increment -> increment(increment);
            case Expression.Conditional(Expression test, Expression yes, Expression no) ->
                    value(isTrue(test) ? yes : no);
            case Expression.Binary binary -> binary(binary);
            case Expression.Unary(char operation, Expression operand) -> unary(operation, operand);
            case Expression.Match(Expression text, Expression pattern, boolean negated) -> {
                String subject = text(text);
                yield Scalar.of(found(pattern(pattern), subject) != negated);
            }
            case Expression.Membership(List<Expression> subscripts, String array) ->
                    Scalar.of(machine.array(array).containsKey(key(subscripts)));
            case Expression.Call(String function, List<Expression> arguments) ->
                    functions.call(function, arguments);
            case Expression.Several _ ->
                    throw AwkError.failed(
                            "values in brackets can only be printed, or stand before in");
        };
    }

    boolean isTrue(Expression expression) {
        return value(expression).isTrue();
    }

    double number(Expression expression) {
        return value(expression).number();
    }

    String text(Expression expression) {
        return text(value(expression));
    }

    String text(Scalar value) {
        return value instanceof Scalar.Numeric ? value.text(machine.convert()) : value.text("%.6g");
    }

    /** What an expression means where a regular expression is wanted. */
    Pattern pattern(Expression expression) {
        return expression instanceof Expression.Regex(Pattern pattern)
                ? pattern
                : machine.regexes().dynamic(text(expression));
    }

    String recordText() {
        return machine.recordText();
    }

    /** An array's key. */
    String key(List<Expression> subscripts) {
        if (subscripts.size() == 1) {
            return text(subscripts.getFirst());
        }
        StringBuilder key = new StringBuilder(text(subscripts.getFirst()));
        String separator = machine.setting("SUBSEP");
        for (Expression subscript : subscripts.subList(1, subscripts.size())) {
            key.append(separator).append(text(subscript));
        }
        machine.budget().make(key.length());
        return key.toString();
    }

    void set(Expression.Place place, Scalar value) {
        switch (place) {
            case Expression.Variable(String name) -> machine.set(name, value);
            case Expression.Element(String array, List<Expression> subscripts) ->
                    machine.setElement(array, key(subscripts), value);
            case Expression.Field(Expression index) -> machine.setField(number(index), value);
        }
    }

    private boolean found(Pattern pattern, String subject) {
        machine.budget().step(1 + (subject.length() >> 4));
        return pattern.matcher(subject).find();
    }

    private Scalar get(Expression.Place place) {
        return switch (place) {
            case Expression.Variable(String name) -> machine.get(name);
            case Expression.Element(String array, List<Expression> subscripts) ->
                    machine.element(array, key(subscripts));
            case Expression.Field(Expression index) -> machine.field(number(index));
        };
    }

    private Scalar assign(Expression.Assignment assignment) {
        Scalar value = value(assignment.value());
        Operation operation = assignment.operation();
        if (operation != null) {
            double before = get(assignment.place()).number();
            value = new Scalar.Numeric(calculate(operation, before, value.number()));
        }
        set(assignment.place(), value);
        return value;
    }

    private Scalar increment(Expression.Increment increment) {
        double before = get(increment.place()).number();
        Scalar after = new Scalar.Numeric(before + increment.by());
        set(increment.place(), after);
        return increment.before() ? after : new Scalar.Numeric(before);
    }

    private Scalar unary(char operation, Expression operand) {
        Scalar value = value(operand);
        return switch (operation) {
            case '!' -> Scalar.of(!value.isTrue());
            case '-' -> new Scalar.Numeric(-value.number());
            default -> new Scalar.Numeric(value.number());
        };
    }

    private Scalar binary(Expression.Binary binary) {
        Expression left = binary.left();
        Expression right = binary.right();
        return switch (binary.operation()) {
            case OR -> Scalar.of(isTrue(left) || isTrue(right));
            case AND -> Scalar.of(isTrue(left) && isTrue(right));
            case CONCATENATE -> {
                String first = text(left);
                String second = text(right);
                machine.budget().make((long) first.length() + second.length());
                yield new Scalar.Text(first.concat(second));
            }
            case LESS -> Scalar.of(compare(left, right) < 0);
            case LESS_OR_EQUAL -> Scalar.of(compare(left, right) <= 0);
            case EQUAL -> Scalar.of(compare(left, right) == 0);
            case NOT_EQUAL -> Scalar.of(compare(left, right) != 0);
            case GREATER -> Scalar.of(compare(left, right) > 0);
            case GREATER_OR_EQUAL -> Scalar.of(compare(left, right) >= 0);
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, POWER ->
                    new Scalar.Numeric(calculate(binary.operation(), number(left), number(right)));
        };
    }

    private static double calculate(Operation operation, double left, double right) {
        return switch (operation) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case POWER -> Math.pow(left, right);
            case DIVIDE, REMAINDER -> {
                if (right == 0) {
                    throw AwkError.failed("division by zero");
                }
                yield operation == Operation.DIVIDE ? left / right : left % right;
            }
            default -> throw new IllegalArgumentException(operation + " does not calculate");
        };
    }

    private int compare(Expression left, Expression right) {
        Scalar first = value(left);
        Scalar second = value(right);
        if (first.isNumeric() && second.isNumeric()) {
            return Double.compare(first.number() + 0.0, second.number() + 0.0);
        }
        return compare(text(first), text(second));
    }

    /** By characters, where Java compares by halves of some. */
    private static int compare(String first, String second) {
        int length = Math.min(first.length(), second.length());
        for (int i = 0; i < length; i++) {
            char a = first.charAt(i);
            char b = second.charAt(i);
            if (a != b) {
                boolean halves = Character.isSurrogate(a) != Character.isSurrogate(b);
                return halves ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
            }
        }
        return Integer.compare(first.length(), second.length());
    }
}
