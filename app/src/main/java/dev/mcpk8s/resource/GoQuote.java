package dev.mcpk8s.resource;

/**
 * A caller's text inside a message, quoted as Go's {@code %q} does, so that it cannot forge one.
 */
public final class GoQuote {

    private GoQuote() {}

    /** The text in double quotes, with everything that is not printable escaped. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(point -> append(quoted, point));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int point) {
        switch (point) {
            case '"', '\\' -> quoted.append('\\').appendCodePoint(point);
            case '\u0007' -> quoted.append("\\a");
            case '\b' -> quoted.append("\\b");
            case '\f' -> quoted.append("\\f");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            case '\u000b' -> quoted.append("\\v");
            default -> appendPlain(quoted, point);
        }
    }

    private static void appendPlain(StringBuilder quoted, int point) {
        if (isPrintable(point)) {
            quoted.appendCodePoint(point);
        } else if (point < 0x80) {
            quoted.append(String.format("\\x%02x", point));
        } else if (point < 0x10000) {
            quoted.append(String.format("\\u%04x", point));
        } else {
            quoted.append(String.format("\\U%08x", point));
        }
    }

    private static boolean isPrintable(int point) {
        return point == ' '
                || switch (Character.getType(point)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SPACE_SEPARATOR ->
                            false;
                    default -> true;
                };
    }
}
