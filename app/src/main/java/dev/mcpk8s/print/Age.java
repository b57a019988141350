package dev.mcpk8s.print;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Ages as kubectl shows them where the client computes them: two or three significant figures
 * (apimachinery {@code util/duration}, {@code HumanDuration}).
 */
public final class Age {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24;
    private static final long YEAR = 365 * DAY;

    /** Go counts nanoseconds in 64 bits. */
    private static final long LONGEST = Long.MAX_VALUE / 1_000_000_000;

    private Age() {}

    /**
     * @param timestamp RFC 3339; empty or unreadable is {@code <unknown>}
     */
    public static String since(String timestamp, Instant now) {
        try {
            return timestamp.isEmpty()
                    ? "<unknown>"
                    : of(Duration.between(OffsetDateTime.parse(timestamp).toInstant(), now));
        } catch (DateTimeException e) {
            return "<unknown>";
        }
    }

    /** Up to a second in the future is now, more is {@code <invalid>}. */
    public static String of(Duration age) {
        long seconds = Math.min(truncatedSeconds(age), LONGEST);
        if (seconds < 0) {
            return seconds < -1 ? "<invalid>" : "0s";
        }
        if (seconds < 2 * MINUTE) {
            return seconds + "s";
        }
        long minutes = seconds / MINUTE;
        if (minutes < 10) {
            return joined(minutes, "m", seconds % MINUTE, "s");
        }
        if (minutes < 3 * 60) {
            return minutes + "m";
        }
        long hours = seconds / HOUR;
        if (hours < 8) {
            return joined(hours, "h", minutes % 60, "m");
        }
        if (hours < 2 * DAY) {
            return hours + "h";
        }
        if (hours < 8 * DAY) {
            return joined(hours / DAY, "d", hours % DAY, "h");
        }
        if (hours < 2 * YEAR) {
            return hours / DAY + "d";
        }
        return hours < 8 * YEAR
                ? joined(hours / YEAR, "y", hours / DAY % 365, "d")
                : hours / YEAR + "y";
    }

    private static long truncatedSeconds(Duration age) {
        boolean partOfNegativeSecond = age.isNegative() && age.getNano() > 0;
        return age.getSeconds() + (partOfNegativeSecond ? 1 : 0);
    }

    private static String joined(long large, String unit, long small, String smallUnit) {
        return large + unit + (small == 0 ? "" : small + smallUnit);
    }
}
