package dev.mcpk8s.golang;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * Reads a time stamp as Go's {@code time.Parse} does with the layout {@code time.RFC3339}, and
 * refuses it in Go's words.
 */
public final class GoRfc3339 {

    private static final String LAYOUT = "2006-01-02T15:04:05Z07:00";

    private final String text;
    private String rest;

    private GoRfc3339(String text) {
        this.text = text;
        this.rest = text;
    }

    /**
     * @throws DateTimeException with Go's words
     */
    public static Instant parse(String text) {
        return new GoRfc3339(text).read();
    }

    private Instant read() {
        int year = year();
        skip("-");
        int month = number("01", true);
        if (month < 1 || month > 12) {
            throw outOfRange("month");
        }
        skip("-");
        int day = number("02", true);
        skip("T");
        int hour = within(number("15", false), 24, "hour");
        skip(":");
        int minute = within(number("04", true), 60, "minute");
        skip(":");
        int second = within(number("05", true), 60, "second");
        int nanos = fraction();
        int offset = zone();
        if (!rest.isEmpty()) {
            throw new DateTimeException(
                    "parsing time " + quote(text) + ": extra text: " + quote(rest));
        }
        if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
            throw outOfRange("day");
        }
        return LocalDateTime.of(year, month, day, hour, minute, second, nanos)
                .toInstant(ZoneOffset.UTC)
                .minusSeconds(offset);
    }

    private int year() {
        for (int i = 0; i < 4; i++) {
            if (!isDigit(i)) {
                throw unreadable("2006");
            }
        }
        int year = Integer.parseInt(rest, 0, 4, 10);
        rest = rest.substring(4);
        return year;
    }

    /** One or two digits; two when they are fixed. */
    private int number(String element, boolean fixed) {
        if (!isDigit(0) || (fixed && !isDigit(1))) {
            throw unreadable(element);
        }
        int length = isDigit(1) ? 2 : 1;
        int number = Integer.parseInt(rest, 0, length, 10);
        rest = rest.substring(length);
        return number;
    }

    private int within(int number, int limit, String what) {
        if (number >= limit) {
            throw outOfRange(what);
        }
        return number;
    }

    /** Go takes a fraction that its layout does not have, behind a comma too. */
    private int fraction() {
        boolean given = rest.length() >= 2 && ".,".indexOf(rest.charAt(0)) >= 0 && isDigit(1);
        if (!given) {
            return 0;
        }
        int end = 1;
        int nanos = 0;
        int scale = 100_000_000;
        for (; isDigit(end); end++) {
            nanos += (rest.charAt(end) - '0') * scale;
            scale /= 10;
        }
        rest = rest.substring(end);
        return nanos;
    }

    /** Seconds east of UTC. */
    private int zone() {
        if (rest.startsWith("Z")) {
            rest = rest.substring(1);
            return 0;
        }
        if (rest.length() < 6 || rest.charAt(3) != ':') {
            throw unreadable("Z07:00");
        }
        boolean digits = isDigit(1) && isDigit(2) && isDigit(4) && isDigit(5);
        int hours = isDigit(1) && isDigit(2) ? Integer.parseInt(rest, 1, 3, 10) : 0;
        int minutes = digits ? Integer.parseInt(rest, 4, 6, 10) : 0;
        String whole = rest;
        rest = rest.substring(6);
        if (minutes > 60) {
            throw outOfRange("time zone offset minute");
        }
        if (hours > 24) {
            throw outOfRange("time zone offset hour");
        }
        char sign = whole.charAt(0);
        if (!digits || (sign != '+' && sign != '-')) {
            rest = whole;
            throw unreadable("Z07:00");
        }
        int seconds = (hours * 60 + minutes) * 60;
        return sign == '-' ? -seconds : seconds;
    }

    private void skip(String separator) {
        if (!rest.startsWith(separator)) {
            throw unreadable(separator);
        }
        rest = rest.substring(1);
    }

    private boolean isDigit(int at) {
        return at < rest.length() && rest.charAt(at) >= '0' && rest.charAt(at) <= '9';
    }

    private DateTimeException unreadable(String element) {
        return new DateTimeException(
                "parsing time "
                        + quote(text)
                        + " as "
                        + quote(LAYOUT)
                        + ": cannot parse "
                        + quote(rest)
                        + " as "
                        + quote(element));
    }

    private DateTimeException outOfRange(String what) {
        return new DateTimeException("parsing time " + quote(text) + ": " + what + " out of range");
    }

    /** Go's time package quotes in a way of its own: every odd byte in hexadecimal. */
    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet < ' ') {
                quoted.append(String.format("\\x%02x", octet & 0xff));
            } else {
                if (octet == '"' || octet == '\\') {
                    quoted.append('\\');
                }
                quoted.append((char) octet);
            }
        }
        return quoted.append('"').toString();
    }
}
