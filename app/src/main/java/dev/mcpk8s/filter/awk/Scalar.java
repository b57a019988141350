package dev.mcpk8s.filter.awk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value that is no array. */
sealed interface Scalar {

    Pattern LEADING_NUMBER =
            Pattern.compile(
                    "[ \\t\\n\\r\\f\\x0b]*([+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?)");

    Pattern BLANKS = Pattern.compile("[ \\t\\n\\r\\f\\x0b]*");

    record Numeric(double value) implements Scalar {}

    record Text(String value) implements Scalar {}

    /** Input that looks like a number: it compares as one and prints as it came. */
    record NumericText(String value, double asNumber) implements Scalar {}

    record Nothing() implements Scalar {}

    /** A variable that was never set: both 0 and the empty string. */
    static Scalar nothing() {
        return new Nothing();
    }

    static Scalar of(boolean value) {
        return new Numeric(value ? 1 : 0);
    }

    /** What came from outside: a number where it looks like one. */
    static Scalar ofInput(String text) {
        Matcher number = LEADING_NUMBER.matcher(text);
        boolean numeric =
                !text.isEmpty()
                        && number.lookingAt()
                        && BLANKS.matcher(text).region(number.end(), text.length()).matches();
        return numeric
                ? new NumericText(text, Double.parseDouble(number.group(1)))
                : new Text(text);
    }

    default double number() {
        return switch (this) {
            case Numeric(double value) -> value;
            case NumericText(String _, double value) -> value;
            case Nothing() -> 0;
            case Text(String value) -> {
                Matcher number = LEADING_NUMBER.matcher(value);
                yield number.lookingAt() ? Double.parseDouble(number.group(1)) : 0;
            }
        };
    }

    /**
     * @param format how a number that is not whole is written
     */
    default String text(String format) {
        return switch (this) {
            case Numeric(double value) -> Numbers.text(value, format);
            case NumericText(String value, double _) -> value;
            case Text(String value) -> value;
            case Nothing() -> "";
        };
    }

    default boolean isTrue() {
        return switch (this) {
            case Numeric(double value) -> value != 0;
            case NumericText(String _, double value) -> value != 0;
            case Text(String value) -> !value.isEmpty();
            case Nothing() -> false;
        };
    }

    /** Whether it compares as a number with another that does. */
    default boolean isNumeric() {
        return !(this instanceof Text);
    }

    /** About how many bytes it holds. */
    default long weight() {
        return switch (this) {
            case Numeric _, Nothing _ -> 24;
            case NumericText(String value, double _) -> 48L + value.length();
            case Text(String value) -> 40L + value.length();
        };
    }
}
