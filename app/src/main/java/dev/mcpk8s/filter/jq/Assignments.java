package dev.mcpk8s.filter.jq;

import dev.mcpk8s.filter.jq.Item.Path;
import dev.mcpk8s.filter.jq.Item.Sink;
import java.util.ArrayList;
import java.util.List;

/** {@code =}, {@code |=} and the arithmetic ones. */
final class Assignments {

    private final Evaluator evaluator;
    private final Budget budget;
    private final Paths paths;

    Assignments(Evaluator evaluator, Budget budget, Access access) {
        this.evaluator = evaluator;
        this.budget = budget;
        this.paths = new Paths(budget, access);
    }

    void assign(Ast.Assign assign, Env env, Item in, Sink out) {
        if (assign.operator().equals("|=")) {
            out.accept(in.computed(update(assign, env, in)));
            return;
        }
        evaluator.eval(
                assign.value(),
                env,
                in.untraced(),
                operand -> {
                    Value result = in.value();
                    for (Value.Arr path : paths(assign.target(), env, in)) {
                        Value old = paths.get(result, path.items());
                        Value changed = changed(assign.operator(), old, operand.value());
                        result = paths.set(result, path.items(), changed);
                    }
                    out.accept(in.computed(result));
                });
    }

    private Value changed(String operator, Value old, Value operand) {
        return switch (operator) {
            case "=" -> operand;
            case "//=" -> old.isTrue() ? old : operand;
            default ->
                    Arithmetic.apply(
                            operator.substring(0, operator.length() - 1), old, operand, budget);
        };
    }

    /** The first output is taken; what has none is deleted, as a whole at the end. */
    private Value update(Ast.Assign assign, Env env, Item in) {
        Value result = in.value();
        List<Value> gone = new ArrayList<>();
        for (Value.Arr path : paths(assign.target(), env, in)) {
            Value old = paths.get(result, path.items());
            Value[] first = new Value[1];
            Object enough = new Object();
            try {
                evaluator.eval(
                        assign.value(),
                        env,
                        Item.of(old),
                        item -> {
                            first[0] = item.value();
                            throw new BreakSignal(enough);
                        });
            } catch (BreakSignal signal) {
                signal.rethrowUnless(enough);
            }
            if (first[0] == null) {
                gone.add(path);
            } else {
                result = paths.set(result, path.items(), first[0]);
            }
        }
        return gone.isEmpty() ? result : paths.delete(result, gone);
    }

    List<Value.Arr> paths(Ast target, Env env, Item in) {
        List<Value.Arr> found = new ArrayList<>();
        evaluator.eval(
                target,
                env,
                new Item(in.value(), Path.ROOT),
                item -> {
                    item.requirePath();
                    Path path = item.path();
                    if (path != null) {
                        Value.Arr keys = path.toValue();
                        budget.make(keys.weight());
                        found.add(keys);
                    }
                });
        return found;
    }
}
