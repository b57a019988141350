package dev.mcpk8s.filter.awk;

import dev.mcpk8s.filter.awk.Expression.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Expressions, from those that bind loosest to those that bind tightest. */
final class ExpressionParser {

    private static final Map<String, Operation> COMPARISONS =
            Map.of(
                    "<", Operation.LESS,
                    "<=", Operation.LESS_OR_EQUAL,
                    "==", Operation.EQUAL,
                    "!=", Operation.NOT_EQUAL,
                    ">", Operation.GREATER,
                    ">=", Operation.GREATER_OR_EQUAL);

    private static final Map<String, Operation> ASSIGNMENTS =
            Map.of(
                    "+=", Operation.ADD,
                    "-=", Operation.SUBTRACT,
                    "*=", Operation.MULTIPLY,
                    "/=", Operation.DIVIDE,
                    "%=", Operation.REMAINDER,
                    "^=", Operation.POWER);

    private final TokenCursor cursor;
    private final OperandParser operands;

    /** In a print statement {@code >} would send output to a file. */
    private boolean printing;

    ExpressionParser(TokenCursor cursor, Regexes regexes) {
        this.cursor = cursor;
        this.operands = new OperandParser(cursor, this, regexes);
    }

    /** The values of a print statement, maybe none. */
    List<Expression> printed() {
        if (endsStatement()) {
            return List.of();
        }
        boolean outer = printing;
        printing = true;
        List<Expression> values = list();
        printing = outer;
        if (cursor.at(">")) {
            throw AwkError.refused("output goes on through the pipe and into no file");
        }
        return values.size() == 1 && values.getFirst() instanceof Expression.Several several
                ? several.values()
                : values;
    }

    boolean endsStatement() {
        return cursor.at(";")
                || cursor.at("}")
                || cursor.at(Token.Kind.NEWLINE)
                || cursor.at(Token.Kind.END);
    }

    /** Expressions with commas between them; at least one. */
    List<Expression> list() {
        List<Expression> values = new ArrayList<>();
        do {
            cursor.skipNewlines();
            values.add(expression());
        } while (cursor.takeIf(","));
        return List.copyOf(values);
    }

    /** The same inside brackets, where {@code >} compares again. */
    List<Expression> enclosedList() {
        boolean outer = printing;
        printing = false;
        List<Expression> values = list();
        cursor.skipNewlines();
        printing = outer;
        return values;
    }

    Expression expression() {
        cursor.enter();
        try {
            Expression left = conditional();
            Token operator = cursor.peek();
            boolean assigns = operator.is("=") || ASSIGNMENTS.containsKey(operator.text());
            if (operator.kind() != Token.Kind.OPERATOR || !assigns) {
                return left;
            }
            if (!(left instanceof Expression.Place place)) {
                throw cursor.unexpected("another operator");
            }
            Token _ = cursor.take();
            cursor.skipNewlines();
            @Nullable Operation operation = ASSIGNMENTS.get(operator.text());
            return new Expression.Assignment(place, operation, expression());
        } finally {
            cursor.leave();
        }
    }

    private Expression conditional() {
        Expression test = or();
        if (!cursor.takeIf("?")) {
            return test;
        }
        cursor.skipNewlines();
        Expression yes = expression();
        cursor.skipNewlines();
        cursor.expect(":");
        cursor.skipNewlines();
        return new Expression.Conditional(test, yes, expression());
    }

    private Expression or() {
        Expression left = and();
        while (cursor.takeIf("||")) {
            cursor.skipNewlines();
            left = new Expression.Binary(Operation.OR, left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = membership();
        while (cursor.takeIf("&&")) {
            cursor.skipNewlines();
            left = new Expression.Binary(Operation.AND, left, membership());
        }
        return left;
    }

    private Expression membership() {
        Expression left = match();
        while (cursor.takeIf("in")) {
            List<Expression> subscripts =
                    left instanceof Expression.Several several ? several.values() : List.of(left);
            left = new Expression.Membership(subscripts, cursor.name());
        }
        return left;
    }

    private Expression match() {
        Expression left = comparison();
        while (cursor.at("~") || cursor.at("!~")) {
            boolean negated = cursor.take().is("!~");
            left = new Expression.Match(left, comparison(), negated);
        }
        return left;
    }

    private Expression comparison() {
        Expression left = concatenation();
        Operation operation = COMPARISONS.get(cursor.peek().text());
        boolean compares =
                cursor.at(Token.Kind.OPERATOR)
                        && operation != null
                        && !(printing && cursor.at(">"));
        if (!compares || operation == null) {
            return left;
        }
        Token _ = cursor.take();
        return new Expression.Binary(operation, left, concatenation());
    }

    private Expression concatenation() {
        Expression left = sum();
        while (beginsOperand()) {
            left = new Expression.Binary(Operation.CONCATENATE, left, sum());
        }
        return left;
    }

    private boolean beginsOperand() {
        Token token = cursor.peek();
        return switch (token.kind()) {
            case NUMBER, STRING, NAME -> true;
            case WORD -> OperandParser.isFunction(token.text());
            case OPERATOR -> token.text().matches("[$(!]|\\+\\+|--");
            case REGEX, NEWLINE, END -> false;
        };
    }

    private Expression sum() {
        Expression left = product();
        while (cursor.at("+") || cursor.at("-")) {
            Operation operation = cursor.take().is("+") ? Operation.ADD : Operation.SUBTRACT;
            left = new Expression.Binary(operation, left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = signed();
        while (cursor.at("*") || cursor.at("/") || cursor.at("%")) {
            Operation operation =
                    switch (cursor.take().text()) {
                        case "*" -> Operation.MULTIPLY;
                        case "/" -> Operation.DIVIDE;
                        default -> Operation.REMAINDER;
                    };
            left = new Expression.Binary(operation, left, signed());
        }
        return left;
    }

    private Expression signed() {
        if (cursor.at("!") || cursor.at("-") || cursor.at("+")) {
            char sign = cursor.take().text().charAt(0);
            cursor.enter();
            Expression operand = signed();
            cursor.leave();
            return new Expression.Unary(sign, operand);
        }
        Expression base = operands.operand();
        if (!cursor.takeIf("^")) {
            return base;
        }
        cursor.enter();
        Expression exponent = signed();
        cursor.leave();
        return new Expression.Binary(Operation.POWER, base, exponent);
    }

    boolean isPrinting() {
        return printing;
    }
}
