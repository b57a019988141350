package dev.mcpk8s.filter.jq;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Times in UTC: as seconds, as text, and broken down into an array. */
final class Dates {

    private static final Map<Character, String> LETTERS =
            Map.ofEntries(
                    Map.entry('Y', "uuuu"),
                    Map.entry('y', "uu"),
                    Map.entry('m', "MM"),
                    Map.entry('d', "dd"),
                    Map.entry('e', "ppd"),
                    Map.entry('H', "HH"),
                    Map.entry('I', "hh"),
                    Map.entry('M', "mm"),
                    Map.entry('S', "ss"),
                    Map.entry('p', "a"),
                    Map.entry('j', "DDD"),
                    Map.entry('a', "EEE"),
                    Map.entry('A', "EEEE"),
                    Map.entry('b', "MMM"),
                    Map.entry('h', "MMM"),
                    Map.entry('B', "MMMM"),
                    Map.entry('F', "uuuu-MM-dd"),
                    Map.entry('T', "HH:mm:ss"),
                    Map.entry('R', "HH:mm"),
                    Map.entry('D', "MM/dd/uu"),
                    Map.entry('c', "EEE MMM ppd HH:mm:ss uuuu"));

    private static final int LONGEST = 200;

    private Dates() {}

    static Value format(Value time, Value format) {
        if (!(format instanceof Value.Str(String letters))) {
            throw new JqError("strftime/1 requires a string format");
        }
        Value broken = time instanceof Value.Num ? brokenDown(time) : time;
        LocalDateTime moment = moment(broken, "strftime/1 requires parsed datetime inputs");
        String filled =
                letters.replace("%Z", "UTC")
                        .replace("%z", "+0000")
                        .replace("%s", Long.toString(moment.toEpochSecond(ZoneOffset.UTC)));
        return Value.of(formatter(filled, "strftime/1").format(moment));
    }

    private static DateTimeFormatter formatter(String letters, String function) {
        if (letters.length() > LONGEST) {
            throw new JqError(function + ": the format is too long");
        }
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            if (c != '%' || i + 1 == letters.length()) {
                builder.appendLiteral(c);
                continue;
            }
            char letter = letters.charAt(++i);
            String pattern = LETTERS.get(letter);
            switch (letter) {
                case '%' -> builder.appendLiteral('%');
                case 'Z' -> builder.appendZoneOrOffsetId();
                case 'z' -> builder.appendOffset("+HHMM", "+0000");
                case 'u' -> builder.appendPattern("e");
                default -> {
                    if (pattern == null) {
                        throw new JqError(function + ": %" + letter + " is not available here");
                    }
                    builder.appendPattern(pattern);
                }
            }
        }
        return builder.toFormatter(Locale.US);
    }

    static Value parse(Value text, Value format) {
        if (!(text instanceof Value.Str(String typed))) {
            throw new JqError("strptime/1 requires string inputs and arguments");
        }
        if (!(format instanceof Value.Str(String letters))) {
            throw new JqError("strptime/1 requires string inputs and arguments");
        }
        try {
            TemporalAccessor parsed = formatter(letters, "strptime/1").parse(typed);
            LocalDate date =
                    parsed.isSupported(ChronoField.EPOCH_DAY)
                            ? LocalDate.from(parsed)
                            : LocalDate.of(1900, 1, 1);
            LocalTime time =
                    parsed.isSupported(ChronoField.SECOND_OF_DAY)
                            ? LocalTime.from(parsed)
                            : LocalTime.MIDNIGHT;
            return brokenDown(LocalDateTime.of(date, time), 0);
        } catch (DateTimeException wrong) {
            throw new JqError("date \"" + typed + "\" does not match format \"" + letters + "\"");
        }
    }

    static Value brokenDown(Value seconds) {
        if (!(seconds instanceof Value.Num(double number)) || Math.abs(number) > 1e11) {
            throw new JqError("gmtime() requires a number");
        }
        double whole = Math.floor(number);
        LocalDateTime moment =
                LocalDateTime.ofInstant(Instant.ofEpochSecond((long) whole), ZoneOffset.UTC);
        return brokenDown(moment, number - whole);
    }

    private static Value brokenDown(LocalDateTime moment, double fraction) {
        List<Value> parts = new ArrayList<>();
        parts.add(Value.of((double) moment.getYear()));
        parts.add(Value.of((double) moment.getMonthValue() - 1));
        parts.add(Value.of((double) moment.getDayOfMonth()));
        parts.add(Value.of((double) moment.getHour()));
        parts.add(Value.of((double) moment.getMinute()));
        parts.add(Value.of(moment.getSecond() + fraction));
        parts.add(Value.of((double) moment.getDayOfWeek().getValue() % 7));
        parts.add(Value.of((double) moment.getDayOfYear() - 1));
        return Value.array(parts);
    }

    static Value seconds(Value broken) {
        return Value.of(
                (double)
                        moment(broken, "mktime requires array of 6 numbers")
                                .toEpochSecond(ZoneOffset.UTC));
    }

    private static LocalDateTime moment(Value broken, String otherwise) {
        if (!(broken instanceof Value.Arr(List<Value> parts, long _, int _)) || parts.size() < 6) {
            throw new JqError(otherwise);
        }
        long[] numbers = new long[6];
        for (int i = 0; i < 6; i++) {
            if (!(parts.get(i) instanceof Value.Num(double number)) || Math.abs(number) > 1e6) {
                throw new JqError(otherwise);
            }
            numbers[i] = (long) number;
        }
        return LocalDateTime.of((int) numbers[0], 1, 1, 0, 0)
                .plusMonths(numbers[1])
                .plusDays(numbers[2] - 1)
                .plusHours(numbers[3])
                .plusMinutes(numbers[4])
                .plusSeconds(numbers[5]);
    }
}
