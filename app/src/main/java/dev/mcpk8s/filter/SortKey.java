package dev.mcpk8s.filter;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A key of {@code sort -k}: from where to where in a line, and how two of them compare.
 *
 * @param separator the byte between fields; -1 for blanks, which then belong to the field behind
 * @param skipStart whether blanks at the start are skipped before characters are counted
 */
record SortKey(
        int startField,
        int startCharacter,
        int endField,
        int endCharacter,
        int separator,
        boolean skipStart,
        boolean skipEnd) {

    /** As the C locale and UTF-8 order lines. */
    static final Comparator<byte[]> BYTES = Arrays::compareUnsigned;

    private static final Pattern TYPED =
            Pattern.compile(
                    "([0-9]{1,9})(?:\\.([0-9]{1,9}))?([a-zA-Z]*)"
                            + "(?:,([0-9]{1,9})(?:\\.([0-9]{1,9}))?([a-zA-Z]*))?");
    private static final Pattern ORDERING = Pattern.compile("[bdfghinrV]*");
    private static final Pattern NUMBER =
            Pattern.compile("^[ \\t]*(-?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+))([KMGTPEZYk]?)");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("^[ \\t]*([-+]?)0[xX]([0-9a-fA-F]{1,15})");

    private static final Pattern GENERAL =
            Pattern.compile(
                    "^[ \\t]*([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?)");
    private static final String UNITS = "KMGTPEZY";
    private static final int MOST_DIGITS = 400;

    /**
     * @param typed {@code 2,3n}
     * @param global the ordering options given apart, for a key that has none of its own
     */
    static Comparator<byte[]> parse(String typed, int separator, String global) {
        Matcher parts = TYPED.matcher(typed);
        if (!parts.matches() || isZero(parts.group(1), parts.group(2), parts.group(4))) {
            throw Options.refused("sort", "\"" + typed + "\" is no key");
        }
        String own = parts.group(3) + (parts.group(6) == null ? "" : parts.group(6));
        if (!ORDERING.matcher(own).matches()) {
            throw Options.refused("sort", "\"" + typed + "\" is no key");
        }
        String ordering = own.isEmpty() ? global : own;
        String endOptions = parts.group(6) == null ? "" : parts.group(6);
        SortKey key =
                new SortKey(
                        number(parts.group(1), 1),
                        number(parts.group(2), 1),
                        number(parts.group(4), 0),
                        number(parts.group(5), 0),
                        separator,
                        (own.isEmpty() ? global : parts.group(3)).indexOf('b') >= 0,
                        (own.isEmpty() ? global : endOptions).indexOf('b') >= 0);
        Comparator<byte[]> compared = Comparator.comparing(key::of, comparison(ordering));
        return ordering.indexOf('r') >= 0 ? compared.reversed() : compared;
    }

    /** Fields are counted from 1, and so are the characters a key starts with. */
    private static boolean isZero(String... numbers) {
        return Stream.of(numbers).anyMatch(digits -> number(digits, 1) == 0);
    }

    private static int number(String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    private static Comparator<byte[]> comparison(String ordering) {
        long kinds =
                Stream.of("n", "g", "h", "[Vdi]")
                        .filter(kind -> ordering.matches(".*" + kind + ".*"))
                        .count();
        if (kinds > 1) {
            throw Options.refused("sort", "lines have one order, not \"" + ordering + "\"");
        }
        if (ordering.indexOf('n') >= 0) {
            return Comparator.comparing(key -> numeric(key, false));
        }
        if (ordering.indexOf('h') >= 0) {
            return Comparator.comparingInt((byte[] key) -> unit(key))
                    .thenComparing(key -> numeric(key, false));
        }
        if (ordering.indexOf('g') >= 0) {
            return Comparator.comparing(SortKey::general);
        }
        if (ordering.indexOf('V') >= 0) {
            return VersionOrder.INSTANCE;
        }
        boolean fold = ordering.indexOf('f') >= 0;
        boolean dictionary = ordering.indexOf('d') >= 0;
        boolean printing = ordering.indexOf('i') >= 0;
        return fold || dictionary || printing
                ? Comparator.comparing(key -> folded(key, fold, dictionary, printing), BYTES)
                : BYTES;
    }

    /** The part of a line that is compared. */
    byte[] of(byte[] line) {
        int start = position(line, startField, startCharacter, skipStart);
        int end = line.length;
        if (endField > 0) {
            end =
                    endCharacter == 0
                            ? endOfField(line, endField)
                            : position(line, endField, endCharacter + 1, skipEnd);
        }
        return start >= end ? new byte[0] : Arrays.copyOfRange(line, start, end);
    }

    private int position(byte[] line, int field, int character, boolean skipBlanks) {
        int at = 0;
        for (int i = 1; i < field && at < line.length; i++) {
            at = nextField(line, at);
        }
        while (skipBlanks && at < line.length && isBlank(line[at])) {
            at++;
        }
        return (int) Math.min(line.length, (long) at + character - 1);
    }

    private int nextField(byte[] line, int from) {
        int at = from;
        if (separator >= 0) {
            while (at < line.length && line[at] != separator) {
                at++;
            }
            return Math.min(line.length, at + 1);
        }
        return endOfBlankField(line, at);
    }

    private int endOfField(byte[] line, int field) {
        int at = 0;
        for (int i = 1; i < field && at < line.length; i++) {
            at = nextField(line, at);
        }
        if (separator < 0) {
            return endOfBlankField(line, at);
        }
        while (at < line.length && line[at] != separator) {
            at++;
        }
        return at;
    }

    private static int endOfBlankField(byte[] line, int from) {
        int at = from;
        while (at < line.length && isBlank(line[at])) {
            at++;
        }
        while (at < line.length && !isBlank(line[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private static BigDecimal numeric(byte[] key, boolean general) {
        String text = new String(key, 0, Math.min(key.length, MOST_DIGITS), StandardCharsets.UTF_8);
        Matcher number = (general ? GENERAL : NUMBER).matcher(text);
        return number.find() ? new BigDecimal(number.group(1)) : BigDecimal.ZERO;
    }

    /** What is no number comes before all numbers. */
    private static double general(byte[] key) {
        String text = new String(key, 0, Math.min(key.length, MOST_DIGITS), StandardCharsets.UTF_8);
        Matcher hexadecimal = HEXADECIMAL.matcher(text);
        if (hexadecimal.find()) {
            double size = Long.parseLong(hexadecimal.group(2), 16);
            return hexadecimal.group(1).equals("-") ? -size : size;
        }
        return GENERAL.matcher(text).find()
                ? numeric(key, true).doubleValue()
                : Double.NEGATIVE_INFINITY;
    }

    /** A unit outweighs any number; below zero it does so the other way. */
    private static int unit(byte[] key) {
        String text = new String(key, 0, Math.min(key.length, MOST_DIGITS), StandardCharsets.UTF_8);
        Matcher number = NUMBER.matcher(text);
        if (!number.find() || numeric(key, false).signum() == 0) {
            return 0;
        }
        int unit = 1 + UNITS.indexOf(number.group(2).toUpperCase(Locale.ROOT));
        int rank = number.group(2).isEmpty() ? 1 : unit + 1;
        return number.group(1).startsWith("-") ? -rank : rank;
    }

    private static byte[] folded(byte[] key, boolean fold, boolean dictionary, boolean printing) {
        byte[] kept = new byte[key.length];
        int length = 0;
        for (byte b : key) {
            boolean letterOrDigit = b > 0 && Character.isLetterOrDigit(b);
            boolean dropped =
                    (dictionary && !letterOrDigit && !isBlank(b))
                            || (printing && (b < ' ' || b == 127));
            if (!dropped) {
                kept[length++] = fold && b >= 'a' && b <= 'z' ? (byte) (b - 32) : b;
            }
        }
        return Arrays.copyOf(kept, length);
    }
}
