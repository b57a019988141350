package dev.mcpk8s.gotemplate;

/** What is wrong with a template or with its use of the data, in Go's words, as bytes. */
final class TemplateMistake extends RuntimeException {

    TemplateMistake(String message) {
        super(message, null, false, false);
    }

    /** The words, as bytes. */
    String words() {
        return String.valueOf(getMessage());
    }
}
