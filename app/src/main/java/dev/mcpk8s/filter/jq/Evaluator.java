package dev.mcpk8s.filter.jq;

import dev.mcpk8s.filter.jq.Item.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs. Each output is handed on at once, so that what stands behind can stop the rest by
 * throwing; nothing is computed that nobody looks at.
 */
final class Evaluator {

    private final Budget budget;
    private final Calls calls;
    private final Loops loops;
    private final Assignments assignments;
    private final Access access;
    private final Construction construction;

    Evaluator(Budget budget) {
        this.budget = budget;
        this.calls = new Calls(this, budget);
        this.loops = new Loops(this, budget);
        this.access = new Access(budget);
        this.construction = new Construction(this, budget);
        this.assignments = new Assignments(this, budget, access);
    }

    Access access() {
        return access;
    }

    void eval(Ast ast, Env env, Item in, Sink out) {
        budget.enter();
        try {
            switch (ast) {
                case Ast.Identity _ -> out.accept(in);
                case Ast.Literal(Value value) -> out.accept(in.computed(value));
                case Ast.Pipe(Ast left, Ast right) ->
                        eval(left, env, in, item -> eval(right, env, item, out));
                case Ast.Comma(Ast left, Ast right) -> {
                    eval(left, env, in, out);
                    eval(right, env, in, out);
                }
                case Ast.Variable(String name) -> out.accept(in.computed(variable(env, name)));
                case Ast.Call call -> calls.call(call, env, in, out);
                case Ast.Define(Ast.Function function, Ast rest) ->
                        eval(rest, env.with(function), in, out);
                case Ast.Reduce reduce -> loops.reduce(reduce, env, in, out);
                case Ast.Foreach foreach -> loops.foreach(foreach, env, in, out);
                case Ast.Bind bind -> loops.bind(bind, env, in, out);
                case Ast.Assign assign -> assignments.assign(assign, env, in, out);
                case Ast.Label label -> label(label, env, in, out);
                case Ast.Break(String label) -> throw new BreakSignal(env.find("*" + label));
                case Ast.If branch -> branch(branch, env, in, out);
                case Ast.Try attempt -> attempt(attempt, env, in, out);
                case Ast.Alternative alternative -> alternative(alternative, env, in, out);
                case Ast.Index _, Ast.Slice _, Ast.Iterate _ -> reach(ast, env, in, out);
                default -> compute(ast, env, in.untraced(), out, in);
            }
        } finally {
            budget.leave();
        }
    }

    /** What makes new values. */
    private void compute(Ast ast, Env env, Item in, Sink out, Item traced) {
        switch (ast) {
            case Ast.Negate(Ast operand) ->
                    eval(operand, env, in, item -> out.accept(traced.computed(negated(item))));
            case Ast.Binary(String operator, Ast left, Ast right) ->
                    eval(
                            right,
                            env,
                            in,
                            b ->
                                    eval(
                                            left,
                                            env,
                                            in,
                                            a ->
                                                    out.accept(
                                                            traced.computed(
                                                                    Arithmetic.apply(
                                                                            operator, a.value(),
                                                                            b.value(), budget)))));
            case Ast.Logical logical -> logical(logical, env, in, out, traced);
            case Ast.Collect(Ast items) -> out.accept(traced.computed(collect(items, env, in)));
            case Ast.Construct(List<Ast.Member> members) ->
                    construction.construct(members, 0, Map.of(), env, in, traced, out);
            case Ast.Format(String name) ->
                    out.accept(traced.computed(Formats.apply(name, in.value(), budget)));
            case Ast.Interpolation text ->
                    construction.interpolate(text, 0, "", env, in, traced, out);
            default -> throw new IllegalStateException(ast.toString());
        }
    }

    private static Value variable(Env env, String name) {
        Env bound = env.find(name);
        if (bound == null) {
            throw new JqError(name + " is not defined");
        }
        return bound.value();
    }

    private static Value negated(Item item) {
        if (item.value() instanceof Value.Num(double number)) {
            return Value.of(-number);
        }
        throw new JqError(JsonText.described(item.value()) + " cannot be negated");
    }

    private void label(Ast.Label label, Env env, Item in, Sink out) {
        Env inside = env.withLabel(label.name());
        try {
            eval(label.body(), inside, in, out);
        } catch (BreakSignal signal) {
            signal.rethrowUnless(inside);
        }
    }

    private void branch(Ast.If branch, Env env, Item in, Sink out) {
        eval(
                branch.condition(),
                env,
                in.untraced(),
                item ->
                        eval(
                                item.value().isTrue() ? branch.then() : branch.otherwise(),
                                env,
                                in,
                                out));
    }

    private void attempt(Ast.Try attempt, Env env, Item in, Sink out) {
        try {
            eval(attempt.body(), env, in, item -> Passing.through(attempt, item, out));
        } catch (Passing passing) {
            throw passing.unwrapped(attempt);
        } catch (JqError error) {
            if (attempt.handler() != null) {
                eval(attempt.handler(), env, in.computed(error.value()), out);
            }
        }
    }

    private void alternative(Ast.Alternative alternative, Env env, Item in, Sink out) {
        boolean[] any = {false};
        eval(
                alternative.left(),
                env,
                in,
                item -> {
                    if (item.value().isTrue()) {
                        any[0] = true;
                        out.accept(item);
                    }
                });
        if (!any[0]) {
            eval(alternative.right(), env, in, out);
        }
    }

    private void reach(Ast ast, Env env, Item in, Sink out) {
        switch (ast) {
            case Ast.Index(Ast target, Ast key) ->
                    eval(
                            key,
                            env,
                            in.untraced(),
                            k ->
                                    eval(
                                            target,
                                            env,
                                            in,
                                            t -> out.accept(access.index(t, k.value()))));
            case Ast.Slice slice -> slice(slice, env, in, out);
            case Ast.Iterate(Ast target) -> eval(target, env, in, t -> access.iterate(t, out));
            default -> throw new IllegalStateException(ast.toString());
        }
    }

    private void slice(Ast.Slice slice, Env env, Item in, Sink out) {
        bound(
                slice.to(),
                env,
                in,
                end ->
                        bound(
                                slice.from(),
                                env,
                                in,
                                start -> {
                                    Value range = Access.range(start.value(), end.value());
                                    eval(
                                            slice.target(),
                                            env,
                                            in,
                                            t -> out.accept(access.index(t, range)));
                                }));
    }

    private void bound(@Nullable Ast ast, Env env, Item in, Sink out) {
        if (ast == null) {
            out.accept(Item.of(Constants.NULL));
        } else {
            eval(ast, env, in.untraced(), out);
        }
    }

    private void logical(Ast.Logical logical, Env env, Item in, Sink out, Item traced) {
        eval(
                logical.left(),
                env,
                in,
                left -> {
                    if (left.value().isTrue() != logical.and()) {
                        out.accept(traced.computed(Value.of(!logical.and())));
                    } else {
                        eval(
                                logical.right(),
                                env,
                                in,
                                right ->
                                        out.accept(
                                                traced.computed(Value.of(right.value().isTrue()))));
                    }
                });
    }

    /** All that an expression gives, in an array. */
    Value collect(@Nullable Ast items, Env env, Item in) {
        List<Value> collected = new ArrayList<>();
        long[] kept = {0};
        if (items != null) {
            try {
                eval(
                        items,
                        env,
                        in.untraced(),
                        item -> {
                            collected.add(item.value());
                            kept[0] += item.value().weight() + 8;
                            budget.keep(item.value().weight() + 8);
                        });
            } finally {
                budget.keep(-kept[0]);
            }
        }
        budget.make(kept[0]);
        return Value.array(collected);
    }
}
