package dev.mcpk8s.filter.awk;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs statements. */
final class Executor {

    /** How a statement ended. */
    enum Outcome {
        NORMAL,
        BREAK,
        CONTINUE,
        NEXT,
        NEXT_FILE,
        EXIT
    }

    private final Machine machine;
    private final Evaluator evaluator;
    private final Functions functions;
    private final Consumer<String> output;
    private int exitCode;

    /**
     * @param output takes what is printed
     */
    Executor(Machine machine, Consumer<String> output) {
        this.machine = machine;
        this.evaluator = new Evaluator(machine);
        this.functions = new Functions(machine, evaluator);
        this.output = output;
    }

    /** What {@code exit} said last. */
    int exitCode() {
        return exitCode;
    }

    boolean isTrue(Expression expression) {
        machine.budget().statement();
        return evaluator.isTrue(expression);
    }

    Outcome run(Statement statement) {
        machine.budget().statement();
        return switch (statement) {
            case Statement.Evaluate(Expression expression) -> {
                Scalar _ = evaluator.value(expression);
                yield Outcome.NORMAL;
            }
            case Statement.Print(List<Expression> values) -> print(values);
            case Statement.Printf(List<Expression> values) -> {
                output.accept(functions.format(functions.values(values)));
                yield Outcome.NORMAL;
            }
            case Statement.If branch -> branch(branch);
            case Statement.While(Expression test, Statement body) -> loop(test, body, null, false);
            case Statement.DoWhile(Statement body, Expression test) -> loop(test, body, null, true);
            case Statement.For loop -> forLoop(loop);
            case Statement.ForEach loop -> forEach(loop);
            case Statement.Block(List<Statement> statements) -> block(statements);
            case Statement.Delete delete -> delete(delete);
            case Statement.Exit(Expression code) -> {
                if (code != null) {
                    exitCode = (int) evaluator.number(code) & 0xff;
                }
                yield Outcome.EXIT;
            }
            case Statement.Jump jump ->
                    switch (jump) {
                        case BREAK -> Outcome.BREAK;
                        case CONTINUE -> Outcome.CONTINUE;
                        case NEXT -> Outcome.NEXT;
                        case NEXT_FILE -> Outcome.NEXT_FILE;
                    };
        };
    }

    private Outcome print(List<Expression> values) {
        StringBuilder line = new StringBuilder();
        if (values.isEmpty()) {
            line.append(machine.recordText());
        }
        String separator = values.size() > 1 ? machine.setting("OFS") : "";
        String before = "";
        for (Expression value : values) {
            Scalar printed = evaluator.value(value);
            line.append(before)
                    .append(
                            printed instanceof Scalar.Numeric
                                    ? printed.text(machine.setting("OFMT"))
                                    : printed.text("%.6g"));
            before = separator;
        }
        machine.budget().make(line.length());
        output.accept(line.append(machine.setting("ORS")).toString());
        return Outcome.NORMAL;
    }

    private Outcome branch(Statement.If branch) {
        if (evaluator.isTrue(branch.test())) {
            return run(branch.yes());
        }
        Statement no = branch.no();
        return no == null ? Outcome.NORMAL : run(no);
    }

    private Outcome block(List<Statement> statements) {
        for (Statement statement : statements) {
            Outcome outcome = run(statement);
            if (outcome != Outcome.NORMAL) {
                return outcome;
            }
        }
        return Outcome.NORMAL;
    }

    private Outcome forLoop(Statement.For loop) {
        Statement first = loop.first();
        if (first != null) {
            Outcome _ = run(first);
        }
        return loop(loop.test(), loop.body(), loop.step(), false);
    }

    /**
     * @param test null for a loop that only its body leaves
     * @param bodyFirst whether the first round needs no test
     */
    private Outcome loop(
            @Nullable Expression test,
            Statement body,
            @Nullable Statement step,
            boolean bodyFirst) {
        boolean tested = bodyFirst;
        while (tested || test == null || isTrue(test)) {
            tested = false;
            Outcome outcome = run(body);
            if (outcome == Outcome.BREAK) {
                return Outcome.NORMAL;
            }
            if (outcome != Outcome.NORMAL && outcome != Outcome.CONTINUE) {
                return outcome;
            }
            if (step != null) {
                Outcome _ = run(step);
            }
        }
        return Outcome.NORMAL;
    }

    /** Over the keys that are there when it begins, in the order in which they came. */
    private Outcome forEach(Statement.ForEach loop) {
        List<String> keys = List.copyOf(machine.array(loop.array()).keySet());
        long held = 8L * keys.size();
        machine.budget().keep(held);
        try {
            for (String key : keys) {
                machine.set(loop.variable(), Scalar.ofInput(key));
                Outcome outcome = run(loop.body());
                if (outcome == Outcome.BREAK) {
                    return Outcome.NORMAL;
                }
                if (outcome != Outcome.NORMAL && outcome != Outcome.CONTINUE) {
                    return outcome;
                }
            }
            return Outcome.NORMAL;
        } finally {
            machine.budget().keep(-held);
        }
    }

    private Outcome delete(Statement.Delete delete) {
        if (delete.subscripts().isEmpty()) {
            machine.deleteAll(delete.array());
        } else {
            machine.deleteElement(delete.array(), evaluator.key(delete.subscripts()));
        }
        return Outcome.NORMAL;
    }
}
