package dev.mcpk8s.commandline.flag;

import dev.mcpk8s.golang.GoQuote;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's {@code time.ParseDuration}: {@code 1h30m}, {@code 1.5s}, {@code -2ms}, {@code 0}. */
public final class GoDurations {

    private static final Pattern PART = Pattern.compile("([0-9]*)(\\.[0-9]*)?([^0-9.]*)");

    private static final Map<String, Long> NANOS =
            Map.of(
                    "ns", 1L,
                    "us", 1_000L,
                    "\u00b5s", 1_000L,
                    "\u03bcs", 1_000L,
                    "ms", 1_000_000L,
                    "s", 1_000_000_000L,
                    "m", 60_000_000_000L,
                    "h", 3_600_000_000_000L);

    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private GoDurations() {}

    /**
     * @throws FlagException with Go's words
     */
    public static Duration parse(String text) {
        boolean negative = text.startsWith("-");
        String rest = negative || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return Duration.ZERO;
        }
        BigDecimal nanos = BigDecimal.ZERO;
        if (rest.isEmpty()) {
            throw invalid(text);
        }
        Matcher part = PART.matcher(rest);
        for (int at = 0; at < rest.length(); at = part.end()) {
            part.region(at, rest.length());
            if (!part.lookingAt()) {
                throw invalid(text);
            }
            nanos = nanos.add(nanos(part, text));
        }
        if (nanos.compareTo(MAX) > 0) {
            throw invalid(text);
        }
        return Duration.ofNanos(negative ? -nanos.longValue() : nanos.longValue());
    }

    private static BigDecimal nanos(Matcher part, String text) {
        String whole = part.group(1);
        String fraction = part.group(2) == null ? "" : part.group(2);
        String unit = part.group(3);
        if (whole.isEmpty() && fraction.length() < 2) {
            throw invalid(text);
        }
        if (unit.isEmpty()) {
            throw new FlagException("time: missing unit in duration " + GoQuote.quote(text));
        }
        Long nanos = NANOS.get(unit);
        if (nanos == null) {
            throw new FlagException(
                    "time: unknown unit "
                            + GoQuote.quote(unit)
                            + " in duration "
                            + GoQuote.quote(text));
        }
        String number = whole + (fraction.length() < 2 ? "" : fraction);
        return new BigDecimal(number).multiply(BigDecimal.valueOf(nanos));
    }

    private static FlagException invalid(String text) {
        return new FlagException("time: invalid duration " + GoQuote.quote(text));
    }
}
