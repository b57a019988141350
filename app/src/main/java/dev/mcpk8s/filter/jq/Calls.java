package dev.mcpk8s.filter.jq;

import dev.mcpk8s.filter.jq.Item.Sink;
import java.util.ArrayList;
import java.util.List;

/** Calls of functions: the program's own, then those of the prelude and the built in ones. */
final class Calls {

    private final Evaluator evaluator;
    private final Budget budget;
    private final Specials specials;

    Calls(Evaluator evaluator, Budget budget) {
        this.evaluator = evaluator;
        this.budget = budget;
        this.specials = new Specials(evaluator, budget);
    }

    static boolean isBuiltIn(String signature) {
        return Specials.NAMES.contains(signature)
                || Natives.ALL.containsKey(signature)
                || Prelude.function(signature) != null;
    }

    void call(Ast.Call call, Env env, Item in, Sink out) {
        String signature = call.signature();
        Env bound = env.find(signature);
        Ast.Function own = bound == null ? null : bound.function();
        if (bound != null && own != null) {
            enter(own, 0, call, bound.home(), env, in, out);
            return;
        }
        if (Specials.NAMES.contains(signature)) {
            specials.call(call, env, in, out);
            return;
        }
        Natives.Native built = Natives.ALL.get(signature);
        if (built != null) {
            values(call.arguments(), 0, List.of(), built, env, in, out);
            return;
        }
        Ast.Function prelude = Prelude.function(signature);
        if (prelude == null) {
            throw new JqError(signature + " is not defined");
        }
        enter(prelude, 0, call, Env.EMPTY, env, in, out);
    }

    /** Binds one parameter after the other, values in each way they come. */
    private void enter(
            Ast.Function function,
            int at,
            Ast.Call call,
            Env inside,
            Env caller,
            Item in,
            Sink out) {
        if (at == call.arguments().size()) {
            evaluator.eval(function.body(), inside, in, out);
            return;
        }
        String parameter = function.parameters().get(at);
        Ast argument = call.arguments().get(at);
        if (!parameter.startsWith("$")) {
            enter(
                    function,
                    at + 1,
                    call,
                    inside.with(parameter, argument, caller),
                    caller,
                    in,
                    out);
            return;
        }
        evaluator.eval(
                argument,
                caller,
                in.untraced(),
                item -> {
                    Env bound =
                            inside.with(
                                            parameter.substring(1),
                                            new Ast.Literal(item.value()),
                                            Env.EMPTY)
                                    .with(parameter, item.value());
                    enter(function, at + 1, call, bound, caller, in, out);
                });
    }

    private void values(
            List<Ast> arguments,
            int at,
            List<Value> done,
            Natives.Native built,
            Env env,
            Item in,
            Sink out) {
        if (at == arguments.size()) {
            budget.step(1);
            out.accept(in.computed(built.apply(in.value(), done, budget)));
            return;
        }
        evaluator.eval(
                arguments.get(at),
                env,
                in.untraced(),
                item -> {
                    List<Value> next = new ArrayList<>(done);
                    next.add(item.value());
                    values(arguments, at + 1, next, built, env, in, out);
                });
    }
}
