package dev.mcpk8s.filter.awk;

import com.google.re2j.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has a value. */
sealed interface Expression {

    /** What can be assigned to. */
    sealed interface Place extends Expression {}

    record Constant(Scalar value) implements Expression {}

    /** Alone it asks whether the record matches. */
    record Regex(Pattern pattern) implements Expression {}

    record Variable(String name) implements Place {}

    record Element(String array, List<Expression> subscripts) implements Place {}

    record Field(Expression index) implements Place {}

    /**
     * @param operation what {@code +=} and its like do first; null for {@code =}
     */
    record Assignment(Place place, @Nullable Operation operation, Expression value)
            implements Expression {}

    /**
     * {@code ++} and {@code --}.
     *
     * @param before whether the value is the new one
     */
    record Increment(Place place, int by, boolean before) implements Expression {}

    record Conditional(Expression test, Expression yes, Expression no) implements Expression {}

    record Binary(Operation operation, Expression left, Expression right) implements Expression {}

    /** {@code !}, {@code -} or {@code +}. */
    record Unary(char operation, Expression operand) implements Expression {}

    record Match(Expression text, Expression pattern, boolean negated) implements Expression {}

    record Membership(List<Expression> subscripts, String array) implements Expression {}

    record Call(String function, List<Expression> arguments) implements Expression {}

    /** {@code (a, b)} of a print statement. */
    record Several(List<Expression> values) implements Expression {}

    enum Operation {
        OR,
        AND,
        LESS,
        LESS_OR_EQUAL,
        EQUAL,
        NOT_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        CONCATENATE,
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        REMAINDER,
        POWER
    }
}
