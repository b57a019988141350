package dev.mcpk8s.filter.jq;

import dev.mcpk8s.filter.jq.Item.Sink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Objects and texts with expressions inside: one for each way the expressions come out. */
final class Construction {

    private final Evaluator evaluator;
    private final Budget budget;

    Construction(Evaluator evaluator, Budget budget) {
        this.evaluator = evaluator;
        this.budget = budget;
    }

    void construct(
            List<Ast.Member> members,
            int at,
            Map<String, Value> done,
            Env env,
            Item in,
            Item traced,
            Sink out) {
        if (at == members.size()) {
            budget.make(64 + 80L * at);
            out.accept(traced.computed(Value.object(done)));
            return;
        }
        Ast.Member member = members.get(at);
        evaluator.eval(
                member.key(),
                env,
                in,
                key -> {
                    if (!(key.value() instanceof Value.Str(String name))) {
                        throw new JqError("Object keys must be strings");
                    }
                    evaluator.eval(
                            member.value(),
                            env,
                            in,
                            value -> {
                                Map<String, Value> next = new LinkedHashMap<>(done);
                                next.put(name, value.value());
                                construct(members, at + 1, next, env, in, traced, out);
                            });
                });
    }

    void interpolate(
            Ast.Interpolation text, int at, String done, Env env, Item in, Item traced, Sink out) {
        if (at == text.parts().size()) {
            out.accept(traced.computed(Value.of(done)));
            return;
        }
        if (text.parts().get(at) instanceof Ast.Literal(Value.Str(String literal))) {
            interpolate(text, at + 1, done + literal, env, in, traced, out);
            return;
        }
        evaluator.eval(
                text.parts().get(at),
                env,
                in,
                item -> {
                    Value part = Formats.apply(text.format(), item.value(), budget);
                    String whole = done + ((Value.Str) part).text();
                    budget.make(whole.length());
                    interpolate(text, at + 1, whole, env, in, traced, out);
                });
    }
}
