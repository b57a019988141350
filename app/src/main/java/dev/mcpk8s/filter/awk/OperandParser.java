package dev.mcpk8s.filter.awk;

import java.util.List;
import java.util.Map;

/** What operators stand between: constants, fields, variables, calls, brackets. */
final class OperandParser {

    /** The fewest and the most arguments of each function. */
    private static final Map<String, int[]> FUNCTIONS =
            Map.ofEntries(
                    Map.entry("length", new int[] {0, 1}),
                    Map.entry("substr", new int[] {2, 3}),
                    Map.entry("index", new int[] {2, 2}),
                    Map.entry("split", new int[] {2, 3}),
                    Map.entry("sub", new int[] {2, 3}),
                    Map.entry("gsub", new int[] {2, 3}),
                    Map.entry("gensub", new int[] {3, 4}),
                    Map.entry("match", new int[] {2, 2}),
                    Map.entry("sprintf", new int[] {1, 500}),
                    Map.entry("tolower", new int[] {1, 1}),
                    Map.entry("toupper", new int[] {1, 1}),
                    Map.entry("int", new int[] {1, 1}),
                    Map.entry("sqrt", new int[] {1, 1}),
                    Map.entry("exp", new int[] {1, 1}),
                    Map.entry("log", new int[] {1, 1}),
                    Map.entry("sin", new int[] {1, 1}),
                    Map.entry("cos", new int[] {1, 1}),
                    Map.entry("atan2", new int[] {2, 2}),
                    Map.entry("rand", new int[] {0, 0}),
                    Map.entry("srand", new int[] {0, 1}));

    private final TokenCursor cursor;
    private final ExpressionParser expressions;
    private final Regexes regexes;

    OperandParser(TokenCursor cursor, ExpressionParser expressions, Regexes regexes) {
        this.cursor = cursor;
        this.expressions = expressions;
        this.regexes = regexes;
    }

    static boolean isFunction(String word) {
        return FUNCTIONS.containsKey(word);
    }

    Expression operand() {
        Token token = cursor.peek();
        Expression operand =
                switch (token.kind()) {
                    case NUMBER ->
                            constant(new Scalar.Numeric(Double.parseDouble(cursor.take().text())));
                    case STRING -> constant(new Scalar.Text(cursor.take().text()));
                    case REGEX -> new Expression.Regex(regexes.literal(cursor.take().text()));
                    case NAME -> named();
                    case WORD -> call();
                    case OPERATOR -> operator();
                    case NEWLINE, END -> throw cursor.unexpected("a value");
                };
        if (operand instanceof Expression.Place place && (cursor.at("++") || cursor.at("--"))) {
            return new Expression.Increment(place, cursor.take().is("++") ? 1 : -1, false);
        }
        return operand;
    }

    private static Expression constant(Scalar value) {
        return new Expression.Constant(value);
    }

    private Expression named() {
        String name = cursor.name();
        if (!cursor.takeIf("[")) {
            return new Expression.Variable(name);
        }
        List<Expression> subscripts = expressions.enclosedList();
        cursor.expect("]");
        return new Expression.Element(name, subscripts);
    }

    private Expression call() {
        String function = cursor.peek().text();
        int[] bounds = FUNCTIONS.get(function);
        if (bounds == null) {
            throw cursor.unexpected("a value");
        }
        Token _ = cursor.take();
        List<Expression> arguments = List.of();
        if (cursor.takeIf("(")) {
            if (!cursor.at(")")) {
                arguments = expressions.enclosedList();
            }
            cursor.expect(")");
        } else if (!function.equals("length")) {
            throw cursor.unexpected("\"(\"");
        }
        if (arguments.size() < bounds[0] || arguments.size() > bounds[1]) {
            throw AwkError.refused(
                    function
                            + " takes "
                            + (bounds[0] == bounds[1] ? "" : bounds[0] + " to ")
                            + bounds[1]
                            + " arguments");
        }
        boolean replaces = function.equals("sub") || function.equals("gsub");
        if (replaces && arguments.size() == 3 && !(arguments.get(2) instanceof Expression.Place)) {
            throw AwkError.refused(function + " needs something that can be changed");
        }
        return new Expression.Call(function, arguments);
    }

    private Expression operator() {
        if (cursor.takeIf("$")) {
            cursor.enter();
            Expression index = fieldNumber();
            cursor.leave();
            return new Expression.Field(index);
        }
        if (cursor.at("++") || cursor.at("--")) {
            int by = cursor.take().is("++") ? 1 : -1;
            if (!(operand() instanceof Expression.Place place)) {
                throw cursor.unexpected("a variable or a field");
            }
            return new Expression.Increment(place, by, true);
        }
        if (cursor.at("!") || cursor.at("-") || cursor.at("+")) {
            char sign = cursor.take().text().charAt(0);
            cursor.enter();
            Expression operand = operand();
            cursor.leave();
            return new Expression.Unary(sign, operand);
        }
        cursor.expect("(");
        return brackets();
    }

    /** A field's number binds tighter than everything but brackets and {@code ++} before it. */
    private Expression fieldNumber() {
        Token token = cursor.peek();
        if (token.kind() == Token.Kind.NUMBER || token.kind() == Token.Kind.STRING) {
            return constant(
                    token.kind() == Token.Kind.NUMBER
                            ? new Scalar.Numeric(Double.parseDouble(cursor.take().text()))
                            : new Scalar.Text(cursor.take().text()));
        }
        return switch (token.kind()) {
            case NAME -> named();
            case WORD -> call();
            default -> operator();
        };
    }

    private Expression brackets() {
        List<Expression> values = expressions.enclosedList();
        cursor.expect(")");
        if (values.size() == 1) {
            return values.getFirst();
        }
        if (!cursor.at("in") && !(expressions.isPrinting() && expressions.endsStatement())) {
            throw cursor.unexpected("\"in\"");
        }
        return new Expression.Several(values);
    }
}
