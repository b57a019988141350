package dev.mcpk8s.filter.jq;

/** An error of the program's, which the program can catch. */
final class JqError extends RuntimeException {

    private final transient Value value;

    JqError(Value value) {
        super(null, null, false, false);
        this.value = value;
    }

    JqError(String message) {
        this(Value.of(message));
    }

    Value value() {
        return value;
    }

    /** As jq tells it where nobody catches it. */
    String text() {
        return value instanceof Value.Str(String text)
                ? text
                : JsonText.COMPACT.write(value) + " (not a string)";
    }
}
