package dev.mcpk8s.filter.awk;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.filter.awk.Program.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules and statements. */
final class ProgramParser {

    private final TokenCursor cursor;
    private final ExpressionParser expressions;
    private final List<Statement> begin = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Statement> end = new ArrayList<>();

    private ProgramParser(String text, Regexes regexes) {
        this.cursor = new TokenCursor(AwkLexer.read(text));
        this.expressions = new ExpressionParser(cursor, regexes);
    }

    /**
     * @param regexes compiles the regular expressions that stand in it
     * @throws CommandException when it cannot be read, or asks for what is not here
     */
    static Program parse(String text, Regexes regexes) {
        ProgramParser parser = new ProgramParser(text, regexes);
        parser.cursor.skipEnds();
        while (!parser.cursor.at(Token.Kind.END)) {
            parser.item();
            parser.cursor.skipEnds();
        }
        return new Program(
                List.copyOf(parser.begin), List.copyOf(parser.rules), List.copyOf(parser.end));
    }

    private void item() {
        if (cursor.takeIf("BEGIN")) {
            begin.add(block());
        } else if (cursor.takeIf("END")) {
            end.add(block());
        } else {
            rule();
        }
    }

    private void rule() {
        Expression pattern = cursor.at("{") ? null : expressions.expression();
        Expression until = null;
        if (pattern != null && cursor.takeIf(",")) {
            cursor.skipNewlines();
            until = expressions.expression();
        }
        rules.add(new Rule(pattern, until, cursor.at("{") ? block() : null));
    }

    private Statement block() {
        cursor.expect("{");
        cursor.enter();
        List<Statement> statements = new ArrayList<>();
        cursor.skipEnds();
        while (!cursor.takeIf("}")) {
            statements.add(statement());
            cursor.skipEnds();
        }
        cursor.leave();
        return new Statement.Block(List.copyOf(statements));
    }

    /** What a loop or a condition does; maybe on a line of its own, maybe nothing. */
    private Statement body() {
        cursor.skipNewlines();
        if (cursor.takeIf(";")) {
            return new Statement.Block(List.of());
        }
        return statement();
    }

    private Statement statement() {
        cursor.enter();
        try {
            Token first = cursor.peek();
            if (first.is("{")) {
                return block();
            }
            return switch (first.kind() == Token.Kind.WORD ? first.text() : "") {
                case "if" -> branch();
                case "while" -> whileLoop();
                case "do" -> doLoop();
                case "for" -> forLoop();
                default -> simpleStatement();
            };
        } finally {
            cursor.leave();
        }
    }

    private Statement simpleStatement() {
        Statement statement = simple();
        if (!expressions.endsStatement()) {
            throw cursor.unexpected("the end of the statement");
        }
        return statement;
    }

    private Statement simple() {
        Token first = cursor.peek();
        if (first.kind() != Token.Kind.WORD) {
            return new Statement.Evaluate(expressions.expression());
        }
        return switch (first.text()) {
            case "print" -> print();
            case "printf" -> printf();
            case "delete" -> delete();
            case "exit" -> exit();
            case "break" -> jump(Statement.Jump.BREAK);
            case "continue" -> jump(Statement.Jump.CONTINUE);
            case "next" -> jump(Statement.Jump.NEXT);
            case "nextfile" -> jump(Statement.Jump.NEXT_FILE);
            default -> new Statement.Evaluate(expressions.expression());
        };
    }

    private Statement jump(Statement.Jump jump) {
        Token _ = cursor.take();
        return jump;
    }

    private Statement print() {
        Token _ = cursor.take();
        return new Statement.Print(expressions.printed());
    }

    private Statement printf() {
        Token _ = cursor.take();
        List<Expression> values = expressions.printed();
        if (values.isEmpty()) {
            throw cursor.unexpected("a format");
        }
        return new Statement.Printf(values);
    }

    private Statement delete() {
        Token _ = cursor.take();
        String array = cursor.name();
        List<Expression> subscripts = List.of();
        if (cursor.takeIf("[")) {
            subscripts = expressions.enclosedList();
            cursor.expect("]");
        }
        return new Statement.Delete(array, subscripts);
    }

    private Statement exit() {
        Token _ = cursor.take();
        return new Statement.Exit(expressions.endsStatement() ? null : expressions.expression());
    }

    private Expression test() {
        cursor.expect("(");
        List<Expression> test = expressions.enclosedList();
        if (test.size() != 1) {
            throw cursor.unexpected("a single condition");
        }
        cursor.expect(")");
        return test.getFirst();
    }

    private Statement branch() {
        Token _ = cursor.take();
        Expression test = test();
        Statement yes = body();
        return new Statement.If(test, yes, takesElse() ? body() : null);
    }

    /** An else may stand behind a semicolon and newlines; without one these stay where they are. */
    private boolean takesElse() {
        int ahead = 0;
        while (cursor.peek(ahead).kind() == Token.Kind.NEWLINE || cursor.peek(ahead).is(";")) {
            ahead++;
        }
        if (!cursor.peek(ahead).is("else")) {
            return false;
        }
        cursor.skipEnds();
        return cursor.takeIf("else");
    }

    private Statement whileLoop() {
        Token _ = cursor.take();
        return new Statement.While(test(), body());
    }

    private Statement doLoop() {
        Token _ = cursor.take();
        Statement body = body();
        cursor.skipEnds();
        cursor.expect("while");
        return new Statement.DoWhile(body, test());
    }

    private Statement forLoop() {
        Token _ = cursor.take();
        boolean each =
                cursor.peek(1).kind() == Token.Kind.NAME
                        && cursor.peek(2).is("in")
                        && cursor.peek(3).kind() == Token.Kind.NAME
                        && cursor.peek(4).is(")");
        cursor.expect("(");
        if (each) {
            String variable = cursor.name();
            cursor.expect("in");
            String array = cursor.name();
            cursor.expect(")");
            return new Statement.ForEach(variable, array, body());
        }
        Statement first = cursor.at(";") ? null : simple();
        cursor.expect(";");
        cursor.skipNewlines();
        Expression test = cursor.at(";") ? null : expressions.expression();
        cursor.expect(";");
        cursor.skipNewlines();
        @Nullable Statement step = cursor.at(")") ? null : simple();
        cursor.expect(")");
        return new Statement.For(first, test, step, body());
    }
}
