package dev.mcpk8s.filter.jq;

import dev.mcpk8s.filter.jq.Item.Sink;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What binds variables: {@code as}, {@code reduce} and {@code foreach}. */
final class Loops {

    private final Evaluator evaluator;
    private final Budget budget;

    Loops(Evaluator evaluator, Budget budget) {
        this.evaluator = evaluator;
        this.budget = budget;
    }

    void bind(Ast.Bind bind, Env env, Item in, Sink out) {
        evaluator.eval(
                bind.source(),
                env,
                in.untraced(),
                item ->
                        match(
                                bind.pattern(),
                                item.value(),
                                env,
                                bound -> evaluator.eval(bind.body(), bound, in, out)));
    }

    void reduce(Ast.Reduce reduce, Env env, Item in, Sink out) {
        evaluator.eval(
                reduce.start(),
                env,
                in,
                start -> {
                    Item[] state = {start};
                    long[] kept = {start.value().weight()};
                    budget.keep(kept[0]);
                    long made = budget.made();
                    try {
                        evaluator.eval(
                                reduce.source(),
                                env,
                                in.untraced(),
                                item -> {
                                    match(
                                            reduce.pattern(),
                                            item.value(),
                                            env,
                                            bound -> update(reduce.update(), bound, state));
                                    budget.forget(made);
                                    long weight = state[0].value().weight();
                                    budget.keep(weight - kept[0]);
                                    kept[0] = weight;
                                });
                    } finally {
                        budget.keep(-kept[0]);
                    }
                    budget.make(Math.min(kept[0], 1 << 20));
                    out.accept(state[0]);
                });
    }

    private void update(Ast update, Env env, Item[] state) {
        Item before = state[0];
        // An update that gives nothing leaves null, in jq 1.6.
        state[0] = before.computed(Constants.NULL);
        evaluator.eval(update, env, before, item -> state[0] = item);
    }

    void foreach(Ast.Foreach foreach, Env env, Item in, Sink out) {
        evaluator.eval(
                foreach.start(),
                env,
                in,
                start -> {
                    Item[] state = {start};
                    evaluator.eval(
                            foreach.source(),
                            env,
                            in.untraced(),
                            item ->
                                    match(
                                            foreach.pattern(),
                                            item.value(),
                                            env,
                                            bound -> round(foreach, bound, state, out)));
                });
    }

    private void round(Ast.Foreach foreach, Env env, Item[] state, Sink out) {
        Ast extract = foreach.extract();
        evaluator.eval(
                foreach.update(),
                env,
                state[0],
                next -> {
                    budget.make(next.value() == state[0].value() ? 0 : 16);
                    state[0] = next;
                    if (extract == null) {
                        out.accept(next);
                    } else {
                        evaluator.eval(extract, env, next, out);
                    }
                });
    }

    /** Binds a pattern's variables in each way it fits. */
    private void match(Ast.Pattern pattern, Value value, Env env, Consumer<Env> then) {
        budget.step(1);
        switch (pattern) {
            case Ast.Pattern.Name(String name) -> then.accept(env.with(name, value));
            case Ast.Pattern.Elements elements -> elements(elements, 0, value, env, then);
            case Ast.Pattern.Fields fields -> fields(fields, 0, value, env, then);
        }
    }

    private void elements(
            Ast.Pattern.Elements pattern, int at, Value value, Env env, Consumer<Env> then) {
        if (at == pattern.elements().size()) {
            then.accept(env);
            return;
        }
        Value element = evaluator.access().get(value, Value.of((double) at));
        match(
                pattern.elements().get(at),
                element,
                env,
                bound -> elements(pattern, at + 1, value, bound, then));
    }

    private void fields(
            Ast.Pattern.Fields pattern, int at, Value value, Env env, Consumer<Env> then) {
        if (at == pattern.fields().size()) {
            then.accept(env);
            return;
        }
        Ast.Pattern.Field field = pattern.fields().get(at);
        evaluator.eval(
                field.key(),
                env,
                Item.of(value),
                key -> {
                    Value inner = evaluator.access().get(value, key.value());
                    Env named = named(field.bound(), inner, env);
                    Consumer<Env> rest = bound -> fields(pattern, at + 1, value, bound, then);
                    if (field.pattern() == null) {
                        rest.accept(named);
                    } else {
                        match(field.pattern(), inner, named, rest);
                    }
                });
    }

    private static Env named(@Nullable String name, Value value, Env env) {
        return name == null ? env : env.with(name, value);
    }
}
