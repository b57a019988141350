package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * The order in which go-yaml writes the keys of a map: letters after everything else, runs of
 * digits by their number, so that {@code a2} stands before {@code a10} (go.yaml.in/yaml/v2 {@code
 * sorter.go}). It is no total order for every three strings.
 */
final class YamlKeyOrder {

    private YamlKeyOrder() {}

    static int compare(Map.Entry<String, JsonNode> left, Map.Entry<String, JsonNode> right) {
        return compare(left.getKey(), right.getKey());
    }

    static int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                boolean insidePair = i > 0 && Character.isLowSurrogate(left.charAt(i));
                return compareAt(left, right, insidePair ? i - 1 : i);
            }
        }
        return left.length() - right.length();
    }

    private static int compareAt(String left, String right, int at) {
        int a = left.codePointAt(at);
        int b = right.codePointAt(at);
        boolean letterA = Character.isLetter(a);
        boolean letterB = Character.isLetter(b);
        if (letterA != letterB) {
            return letterB ? -1 : 1;
        }
        if (!letterA) {
            int start = (a == '0' || b == '0') && digitsBefore(left, at) ? 1 : 0;
            Run runA = Run.of(left, at, start);
            Run runB = Run.of(right, at, start);
            if (runA.value != runB.value) {
                return Long.compare(runA.value, runB.value);
            }
            if (runA.length != runB.length) {
                return runA.length - runB.length;
            }
        }
        return a - b;
    }

    /** Whether the digits that end here hold more than zeros. */
    private static boolean digitsBefore(String text, int at) {
        for (int i = at - 1; i >= 0 && Character.isDigit(text.charAt(i)); i--) {
            if (text.charAt(i) != '0') {
                return true;
            }
        }
        return false;
    }

    /** A run of digits; its value overflows as Go's does. */
    private record Run(long value, int length) {

        static Run of(String text, int from, long start) {
            long value = start;
            int length = 0;
            int at = from;
            while (at < text.length() && Character.isDigit(text.codePointAt(at))) {
                int c = text.codePointAt(at);
                value = value * 10 + c - '0';
                length++;
                at += Character.charCount(c);
            }
            return new Run(value, length);
        }
    }
}
