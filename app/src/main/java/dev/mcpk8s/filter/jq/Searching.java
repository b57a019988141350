package dev.mcpk8s.filter.jq;

import java.util.ArrayList;
import java.util.List;

/** Parts in texts and in arrays. */
final class Searching {

    private Searching() {}

    static Value split(String text, String separator, Budget budget) {
        List<Value> parts = new ArrayList<>();
        if (text.isEmpty()) {
            return Value.array(parts);
        }
        budget.make(80L + text.length());
        if (separator.isEmpty()) {
            budget.make(80L * text.length());
            text.codePoints().forEach(c -> parts.add(Value.of(Character.toString(c))));
            return Value.array(parts);
        }
        budget.step(((long) text.length() * separator.length()) >> 7);
        int from = 0;
        int at = text.indexOf(separator);
        while (at >= 0) {
            budget.make(80);
            parts.add(Value.of(text.substring(from, at)));
            from = at + separator.length();
            at = text.indexOf(separator, from);
        }
        parts.add(Value.of(text.substring(from)));
        return Value.array(parts);
    }

    /** Where a part begins; texts are counted in bytes, as jq 1.6 does. */
    static Value indices(Value whole, Value part, Budget budget) {
        if (whole instanceof Value.Null) {
            return Constants.NULL;
        }
        if (whole instanceof Value.Str(String text) && part instanceof Value.Str(String wanted)) {
            return positions(text, wanted, budget);
        }
        if (whole instanceof Value.Arr arr) {
            return indices(
                    arr,
                    part instanceof Value.Arr parts ? parts : Value.array(List.of(part)),
                    budget);
        }
        throw Access.cannotIndex(whole, part);
    }

    private static Value positions(String text, String wanted, Budget budget) {
        if (wanted.isEmpty()) {
            return Constants.NULL;
        }
        budget.step(text.length() + (((long) text.length() * wanted.length()) >> 7));
        List<Value> found = new ArrayList<>();
        long bytes = 0;
        int counted = 0;
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            bytes += utf8Length(text, counted, at);
            counted = at;
            budget.make(32);
            found.add(Value.of((double) bytes));
        }
        return Value.array(found);
    }

    static long utf8Length(String text, int from, int to) {
        long bytes = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    static Value indices(Value.Arr whole, Value.Arr part, Budget budget) {
        List<Value> found = new ArrayList<>();
        int length = part.items().size();
        if (length == 0) {
            return Constants.NULL;
        }
        for (int at = 0; at + length <= whole.items().size(); at++) {
            boolean same = true;
            for (int i = 0; i < length && same; i++) {
                same = ValueOrder.same(whole.items().get(at + i), part.items().get(i), budget);
            }
            if (same) {
                budget.make(32);
                found.add(Value.of((double) at));
            }
        }
        return Value.array(found);
    }
}
