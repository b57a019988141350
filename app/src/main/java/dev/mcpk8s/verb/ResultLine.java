package dev.mcpk8s.verb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * {@code kind.group/name what happened}: how verbs tell of an object they dealt with (cli-runtime:
 * {@code printers/name.go}).
 */
public final class ResultLine {

    private ResultLine() {}

    /**
     * The line, with its newline.
     *
     * @param operation what happened
     */
    public static String of(JsonNode object, String operation) {
        String version = object.path("apiVersion").asText();
        int slash = version.indexOf('/');
        String kind = object.path("kind").asText().toLowerCase(Locale.ROOT);
        return kind
                + (slash < 0 ? "" : "." + version.substring(0, slash))
                + "/"
                + object.path("metadata").path("name").asText()
                + " "
                + operation
                + "\n";
    }
}
