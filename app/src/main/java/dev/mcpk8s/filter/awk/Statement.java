package dev.mcpk8s.filter.awk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What does something. */
sealed interface Statement {

    record Evaluate(Expression expression) implements Statement {}

    /** Without values it prints the record. */
    record Print(List<Expression> values) implements Statement {}

    record Printf(List<Expression> values) implements Statement {}

    record If(Expression test, Statement yes, @Nullable Statement no) implements Statement {}

    record While(Expression test, Statement body) implements Statement {}

    record DoWhile(Statement body, Expression test) implements Statement {}

    record For(
            @Nullable Statement first,
            @Nullable Expression test,
            @Nullable Statement step,
            Statement body)
            implements Statement {}

    record ForEach(String variable, String array, Statement body) implements Statement {}

    record Block(List<Statement> statements) implements Statement {}

    record Delete(String array, List<Expression> subscripts) implements Statement {}

    record Exit(@Nullable Expression code) implements Statement {}

    enum Jump implements Statement {
        BREAK,
        CONTINUE,
        NEXT,
        NEXT_FILE
    }
}
