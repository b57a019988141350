package dev.mcpk8s.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A path does not fit the data. It carries what client-go returns beside the error: the test for
 * existence looks at that alone.
 */
final class Mismatch extends Exception {

    private final transient List<JsonNode> found;
    private final String reason;

    Mismatch(List<JsonNode> found, String reason) {
        super(reason, null, false, false);
        this.found = found;
        this.reason = reason;
    }

    List<JsonNode> found() {
        return found;
    }

    String reason() {
        return reason;
    }
}
