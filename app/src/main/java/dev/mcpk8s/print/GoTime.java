package dev.mcpk8s.print;

import java.time.YearMonth;

/**
 * Recognises the time stamps that go-yaml reads as such, with the leniency of Go's {@code
 * time.Parse}: {@code 2006-1-2}, {@code 2006-1-2 15:4:5.9} and {@code 2006-1-2T15:4:5.9Z07:00}.
 */
final class GoTime {

    private static final int FAILED = -1;

    private final String text;
    private int at;

    private GoTime(String text) {
        this.text = text;
    }

    static boolean isTimestamp(String text) {
        if (text.length() < 8 || text.charAt(4) != '-') {
            return false;
        }
        for (int i = 0; i < 4; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return new GoTime(text).matches();
    }

    private boolean matches() {
        int year = Integer.parseInt(text, 0, 4, 10);
        at = 5;
        int month = number(12);
        if (month < 1 || !skip('-')) {
            return false;
        }
        int day = number(31);
        if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
            return false;
        }
        if (at == text.length()) {
            return true;
        }
        char separator = text.charAt(at);
        if (separator == ' ') {
            while (skip(' ')) {
                // Go's parser takes any number of blanks for one.
            }
            return clock() && at == text.length();
        }
        at++;
        return (separator == 'T' || separator == 't') && clock() && zone() && at == text.length();
    }

    private boolean clock() {
        if (number(23) == FAILED || !skip(':') || number(59) == FAILED || !skip(':')) {
            return false;
        }
        if (number(59) == FAILED) {
            return false;
        }
        boolean fraction =
                at + 1 < text.length()
                        && (text.charAt(at) == '.' || text.charAt(at) == ',')
                        && isDigit(text.charAt(at + 1));
        if (fraction) {
            at++;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
        }
        return true;
    }

    private boolean zone() {
        if (skip('Z')) {
            return true;
        }
        if (at + 6 > text.length() || text.charAt(at + 3) != ':') {
            return false;
        }
        char sign = text.charAt(at);
        boolean sound =
                (sign == '+' || sign == '-') && twoDigits(at + 1, 24) && twoDigits(at + 4, 60);
        at += 6;
        return sound;
    }

    private boolean twoDigits(int from, int most) {
        return isDigit(text.charAt(from))
                && isDigit(text.charAt(from + 1))
                && Integer.parseInt(text, from, from + 2, 10) <= most;
    }

    /** One or two digits, not above the most. */
    private int number(int most) {
        int value = FAILED;
        for (int i = 0; i < 2 && at < text.length() && isDigit(text.charAt(at)); i++) {
            value = Math.max(value, 0) * 10 + text.charAt(at) - '0';
            at++;
        }
        return value > most ? FAILED : value;
    }

    private boolean skip(char expected) {
        boolean found = at < text.length() && text.charAt(at) == expected;
        at += found ? 1 : 0;
        return found;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
