package dev.mcpk8s.filter.jq;

/** Why a program cannot be compiled. */
final class SyntaxError extends RuntimeException {

    SyntaxError(String message) {
        super(message, null, false, false);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
