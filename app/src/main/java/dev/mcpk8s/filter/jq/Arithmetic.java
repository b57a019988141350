package dev.mcpk8s.filter.jq;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** jq's operators. */
final class Arithmetic {

    private Arithmetic() {}

    static Value apply(String operator, Value a, Value b, Budget budget) {
        return switch (operator) {
            case "+" -> plus(a, b, budget);
            case "-" -> minus(a, b, budget);
            case "*" -> times(a, b, budget);
            case "/" -> divide(a, b, budget);
            case "%" -> modulo(a, b);
            case "==" -> Value.of(ValueOrder.same(a, b, budget));
            case "!=" -> Value.of(!ValueOrder.same(a, b, budget));
            case "<" -> Value.of(ValueOrder.compare(a, b, budget) < 0);
            case "<=" -> Value.of(ValueOrder.compare(a, b, budget) <= 0);
            case ">" -> Value.of(ValueOrder.compare(a, b, budget) > 0);
            case ">=" -> Value.of(ValueOrder.compare(a, b, budget) >= 0);
            default -> throw new IllegalStateException(operator);
        };
    }

    static Value plus(Value a, Value b, Budget budget) {
        if (a instanceof Value.Null) {
            return b;
        }
        if (b instanceof Value.Null) {
            return a;
        }
        if (a instanceof Value.Num(double x) && b instanceof Value.Num(double y)) {
            return Value.of(x + y);
        }
        if (a instanceof Value.Str(String x) && b instanceof Value.Str(String y)) {
            budget.make((long) x.length() + y.length());
            return text(x + y);
        }
        if (a instanceof Value.Arr x && b instanceof Value.Arr y) {
            budget.make(8L * (x.items().size() + y.items().size()));
            List<Value> items = new ArrayList<>(x.items().size() + y.items().size());
            items.addAll(x.items());
            items.addAll(y.items());
            return Value.array(items);
        }
        if (a instanceof Value.Obj x && b instanceof Value.Obj y) {
            budget.make(80L * (x.members().size() + y.members().size()));
            Map<String, Value> members = new LinkedHashMap<>(x.members());
            members.putAll(y.members());
            return Value.object(members);
        }
        throw cannot(a, b, "added");
    }

    /** A text, unless it is too long. */
    static Value text(String text) {
        if (text.length() > Value.MOST_WEIGHT) {
            throw Value.tooHeavy();
        }
        return Value.of(text);
    }

    private static JqError cannot(Value a, Value b, String what) {
        return new JqError(
                JsonText.described(a) + " and " + JsonText.described(b) + " cannot be " + what);
    }

    private static Value minus(Value a, Value b, Budget budget) {
        if (a instanceof Value.Num(double x) && b instanceof Value.Num(double y)) {
            return Value.of(x - y);
        }
        if (a instanceof Value.Arr x && b instanceof Value.Arr y) {
            budget.make(8L * x.items().size());
            List<Value> left = new ArrayList<>();
            for (Value item : x.items()) {
                if (y.items().stream().noneMatch(gone -> ValueOrder.same(item, gone, budget))) {
                    left.add(item);
                }
            }
            return Value.array(left);
        }
        throw cannot(a, b, "subtracted");
    }

    private static Value times(Value a, Value b, Budget budget) {
        if (a instanceof Value.Num(double x) && b instanceof Value.Num(double y)) {
            return Value.of(x * y);
        }
        if (a instanceof Value.Num && b instanceof Value.Str) {
            return times(b, a, budget);
        }
        if (a instanceof Value.Str(String x) && b instanceof Value.Num(double y)) {
            if (!(y > 0)) {
                return Constants.NULL;
            }
            double times = Math.max(1, Math.ceil(y));
            if (times * Math.max(1, x.length()) > Value.MOST_WEIGHT) {
                throw Value.tooHeavy();
            }
            budget.make((long) (times * x.length()));
            return Value.of(x.repeat((int) times));
        }
        if (a instanceof Value.Obj x && b instanceof Value.Obj y) {
            return merged(x, y, budget);
        }
        throw cannot(a, b, "multiplied");
    }

    private static Value.Obj merged(Value.Obj a, Value.Obj b, Budget budget) {
        budget.make(80L * (a.members().size() + b.members().size()));
        Map<String, Value> members = new LinkedHashMap<>(a.members());
        for (Map.Entry<String, Value> added : b.members().entrySet()) {
            Value value = added.getValue();
            if (members.get(added.getKey()) instanceof Value.Obj there
                    && value instanceof Value.Obj here) {
                value = merged(there, here, budget);
            }
            members.put(added.getKey(), value);
        }
        return Value.object(members);
    }

    private static Value divide(Value a, Value b, Budget budget) {
        if (a instanceof Value.Num(double x) && b instanceof Value.Num(double y)) {
            if (y == 0) {
                throw cannot(a, b, "divided because the divisor is zero");
            }
            return Value.of(x / y);
        }
        if (a instanceof Value.Str(String x) && b instanceof Value.Str(String y)) {
            return Searching.split(x, y, budget);
        }
        throw cannot(a, b, "divided");
    }

    private static Value modulo(Value a, Value b) {
        if (a instanceof Value.Num(double x) && b instanceof Value.Num(double y)) {
            long divisor = Math.abs((long) y);
            if (divisor == 0) {
                throw cannot(a, b, "divided because the divisor is zero");
            }
            long rest = Math.abs((long) x) % divisor;
            return Value.of((double) ((long) x < 0 ? -rest : rest));
        }
        throw cannot(a, b, "divided");
    }
}
