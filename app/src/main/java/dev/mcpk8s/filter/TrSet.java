package dev.mcpk8s.filter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A set of {@code tr}: characters, ranges, classes, escapes and repeats, in their order. */
final class TrSet {

    private static final int BYTES = 256;
    private static final int LONGEST = 4096;

    private final byte[] text;
    private final List<Integer> members = new ArrayList<>();
    private int at;
    private int repeatAt = -1;
    private int repeated;

    private TrSet(String text) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @param length how long {@code [x*]} fills it; -1 for not at all
     */
    static List<Integer> expand(String text, int length) {
        TrSet set = new TrSet(text);
        while (set.at < set.text.length) {
            set.member();
        }
        while (set.repeatAt >= 0 && set.members.size() < length) {
            set.members.add(set.repeatAt, set.repeated);
        }
        return set.members;
    }

    static List<Integer> complement(List<Integer> members) {
        return IntStream.range(0, BYTES).filter(value -> !members.contains(value)).boxed().toList();
    }

    private void member() {
        if (text[at] == '[' && (characterClass() || repeat())) {
            return;
        }
        int first = character();
        if (at + 1 < text.length && text[at] == '-') {
            at++;
            int last = character();
            if (last < first) {
                throw Options.refused("tr", "a range of characters runs backwards");
            }
            IntStream.rangeClosed(first, last).forEach(members::add);
        } else {
            members.add(first);
        }
    }

    /** {@code [:alpha:]} or {@code [=x=]}. */
    private boolean characterClass() {
        String rest = new String(text, at, text.length - at, StandardCharsets.ISO_8859_1);
        if (rest.length() > 4 && rest.startsWith("[=") && rest.startsWith("=]", 3)) {
            members.add((int) rest.charAt(2));
            at += 5;
            return true;
        }
        int end = rest.startsWith("[:") ? rest.indexOf(":]", 2) : -1;
        if (end < 0) {
            return false;
        }
        IntPredicate belongs = CharacterClass.named("tr", rest.substring(2, end));
        IntStream.range(0, BYTES).filter(belongs).forEach(members::add);
        at += end + 2;
        return true;
    }

    /** {@code [x*]} or {@code [x*3]}. */
    private boolean repeat() {
        int start = at;
        at++;
        if (at >= text.length) {
            at = start;
            return false;
        }
        int character = character();
        int digits = at + 1;
        int end = digits;
        while (end < text.length && text[end] >= '0' && text[end] <= '9') {
            end++;
        }
        if (at >= text.length || text[at] != '*' || end >= text.length || text[end] != ']') {
            at = start;
            return false;
        }
        String count = new String(text, digits, end - digits, StandardCharsets.ISO_8859_1);
        long times = times(count);
        if (times == 0) {
            repeatAt = members.size();
            repeated = character;
        }
        for (long i = 0; i < Math.min(times, LONGEST); i++) {
            members.add(character);
        }
        at = end + 1;
        return true;
    }

    private static long times(String count) {
        try {
            return count.isEmpty() ? 0 : Long.parseLong(count, count.startsWith("0") ? 8 : 10);
        } catch (NumberFormatException e) {
            throw Options.refused("tr", "a repeat count is no number");
        }
    }

    private int character() {
        int value = text[at++] & 0xFF;
        if (value != '\\' || at == text.length) {
            return value;
        }
        int escaped = text[at++] & 0xFF;
        return switch (escaped) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            default -> escaped >= '0' && escaped <= '7' ? octal(escaped - '0') : escaped;
        };
    }

    private int octal(int first) {
        int value = first;
        for (int i = 0; i < 2 && at < text.length && text[at] >= '0' && text[at] <= '7'; i++) {
            int next = value * 8 + text[at] - '0';
            if (next >= BYTES) {
                break;
            }
            value = next;
            at++;
        }
        return value;
    }
}
