package dev.mcpk8s.filter.jq;

import dev.mcpk8s.filter.jq.Item.Path;
import dev.mcpk8s.filter.jq.Item.Sink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Built-in functions that run their arguments themselves. Those that repeat do so without nesting,
 * so that the number of rounds is bounded by steps alone.
 */
final class Specials {

    static final Set<String> NAMES =
            Set.of(
                    "empty/0",
                    "error/0",
                    "not/0",
                    "path/1",
                    "getpath/1",
                    "range/3",
                    "limit/2",
                    "first/1",
                    "until/2",
                    "while/2",
                    "repeat/1",
                    "recurse/1",
                    "recurse/2",
                    "setpath/2",
                    "delpaths/1");

    private final Evaluator evaluator;
    private final Budget budget;
    private final Paths paths;

    Specials(Evaluator evaluator, Budget budget) {
        this.evaluator = evaluator;
        this.budget = budget;
        this.paths = new Paths(budget, new Access(budget));
    }

    void call(Ast.Call call, Env env, Item in, Sink out) {
        List<Ast> arguments = call.arguments();
        switch (call.signature()) {
            case "empty/0" -> {}
            case "error/0" -> throw new JqError(in.value());
            case "not/0" -> out.accept(in.computed(Value.of(!in.value().isTrue())));
            case "path/1" -> path(arguments.getFirst(), env, in, out);
            case "getpath/1" -> each(arguments.getFirst(), env, in, p -> getpath(p, in, out));
            case "setpath/2" ->
                    each(
                            arguments.get(0),
                            env,
                            in,
                            p ->
                                    each(
                                            arguments.get(1),
                                            env,
                                            in,
                                            v ->
                                                    out.accept(
                                                            in.computed(
                                                                    paths.set(
                                                                            in.value(),
                                                                            keys(p),
                                                                            v)))));
            case "delpaths/1" ->
                    each(
                            arguments.getFirst(),
                            env,
                            in,
                            p -> out.accept(in.computed(paths.delete(in.value(), keys(p)))));
            default -> loop(call, env, in, out);
        }
    }

    private void loop(Ast.Call call, Env env, Item in, Sink out) {
        List<Ast> arguments = call.arguments();
        switch (call.signature()) {
            case "range/3" -> range(arguments, env, in, out);
            case "limit/2" ->
                    each(arguments.get(0), env, in, n -> limit(n, arguments.get(1), env, in, out));
            case "first/1" -> limit(1, arguments.getFirst(), env, in, out);
            case "until/2" -> until(arguments.get(0), arguments.get(1), env, in, out);
            case "while/2" ->
                    walk(
                            new Ast.If(
                                    arguments.get(0),
                                    new Ast.Identity(),
                                    new Ast.Call("empty", List.of())),
                            arguments.get(1),
                            env,
                            in,
                            out);
            case "repeat/1", "recurse/1" ->
                    walk(new Ast.Identity(), arguments.getFirst(), env, in, out);
            case "recurse/2" ->
                    walk(
                            new Ast.Identity(),
                            new Ast.Pipe(
                                    arguments.get(0),
                                    new Ast.Call("select", List.of(arguments.get(1)))),
                            env,
                            in,
                            out);
            default -> throw new IllegalStateException(call.signature());
        }
    }

    private interface ValueSink {
        void accept(Value value);
    }

    private void each(Ast argument, Env env, Item in, ValueSink then) {
        evaluator.eval(argument, env, in.untraced(), item -> then.accept(item.value()));
    }

    private static List<Value> keys(Value path) {
        if (path instanceof Value.Arr(List<Value> keys, long _, int _)) {
            return keys;
        }
        throw new JqError("Path must be specified as an array");
    }

    private void path(Ast argument, Env env, Item in, Sink out) {
        evaluator.eval(
                argument,
                env,
                new Item(in.value(), Path.ROOT),
                item -> {
                    item.requirePath();
                    Path path = item.path();
                    Value.Arr keys = path == null ? Value.array(List.of()) : path.toValue();
                    budget.make(keys.weight());
                    out.accept(in.computed(keys));
                });
    }

    private void getpath(Value path, Item in, Sink out) {
        in.requirePath();
        Path place = in.path();
        for (Value key : keys(path)) {
            place = place == null ? null : place.then(key);
        }
        out.accept(new Item(paths.get(in.value(), keys(path)), place));
    }

    private void range(List<Ast> arguments, Env env, Item in, Sink out) {
        each(
                arguments.get(0),
                env,
                in,
                from ->
                        each(
                                arguments.get(1),
                                env,
                                in,
                                to ->
                                        each(
                                                arguments.get(2),
                                                env,
                                                in,
                                                by -> count(from, to, by, in, out))));
    }

    private void count(Value from, Value to, Value by, Item in, Sink out) {
        if (!(from instanceof Value.Num(double start)
                && to instanceof Value.Num(double end)
                && by instanceof Value.Num(double step))) {
            throw new JqError("Range bounds must be numeric");
        }
        long made = budget.made();
        for (double at = start; step > 0 ? at < end : step < 0 && at > end; at += step) {
            budget.step(1);
            out.accept(in.computed(Value.of(at)));
            budget.forget(made);
        }
    }

    private void limit(Value count, Ast argument, Env env, Item in, Sink out) {
        if (!(count instanceof Value.Num(double number))) {
            throw new JqError("Invalid arguments");
        }
        if (number < 0) {
            // jq 1.6: a negative number limits nothing, and 0 lets one through
            evaluator.eval(argument, env, in, out);
        } else {
            limit((long) Math.ceil(number), argument, env, in, out);
        }
    }

    private void limit(long count, Ast argument, Env env, Item in, Sink out) {
        long[] left = {count};
        Object enough = new Object();
        try {
            evaluator.eval(
                    argument,
                    env,
                    in,
                    item -> {
                        left[0]--;
                        out.accept(item);
                        if (left[0] <= 0) {
                            throw new BreakSignal(enough);
                        }
                    });
        } catch (BreakSignal signal) {
            signal.rethrowUnless(enough);
        }
    }

    private List<Item> all(Ast ast, Env env, Item in) {
        List<Item> items = new ArrayList<>();
        evaluator.eval(
                ast,
                env,
                in,
                item -> {
                    budget.make(48);
                    items.add(item);
                });
        return items;
    }

    private void until(Ast condition, Ast next, Env env, Item in, Sink out) {
        Deque<Item> waiting = new ArrayDeque<>(List.of(in));
        while (!waiting.isEmpty()) {
            Item item = waiting.pop();
            for (Item truth : all(condition, env, item.untraced())) {
                if (truth.value().isTrue()) {
                    out.accept(item);
                } else {
                    all(next, env, item).reversed().forEach(waiting::push);
                }
            }
        }
    }

    /** Each item that passes, then what follows from it, depth first. */
    private void walk(Ast passes, Ast next, Env env, Item in, Sink out) {
        Deque<Item> waiting = new ArrayDeque<>(List.of(in));
        while (!waiting.isEmpty()) {
            Item item = waiting.pop();
            for (Item passed : all(passes, env, item)) {
                out.accept(passed);
                all(next, env, passed).reversed().forEach(waiting::push);
            }
        }
    }
}
