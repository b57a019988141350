package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import java.io.IOException;

/** The table of conditions, as descriptions of namespaces and of address ranges have it. */
final class Conditions {

    private Conditions() {}

    /**
     * @param conditions one at least
     */
    static void write(JsonNode conditions, Description out) throws IOException {
        out.write("Conditions:\n");
        out.write(1, "Type\tStatus\tLastTransitionTime\tReason\tMessage\n");
        out.write(1, "----\t------\t------------------\t------\t-------\n");
        for (JsonNode condition : conditions) {
            out.write(
                    1,
                    "%s\t%s\t%s\t%s\t%s\n"
                            .formatted(
                                    condition.path("type").asText(),
                                    condition.path("status").asText(),
                                    FieldValue.time(condition.path("lastTransitionTime")),
                                    condition.path("reason").asText(),
                                    condition.path("message").asText()));
        }
    }

    /**
     * A condition with two times, its cells ended by blanks, as nodes and claims have it.
     *
     * @param seen the field of the earlier time
     */
    static String spaced(JsonNode condition, String seen) {
        return "%s \t%s \t%s \t%s \t%s \t%s\n"
                .formatted(
                        FieldValue.text(condition.path("type")),
                        FieldValue.text(condition.path("status")),
                        FieldValue.time(condition.path(seen)),
                        FieldValue.time(condition.path("lastTransitionTime")),
                        FieldValue.text(condition.path("reason")),
                        FieldValue.text(condition.path("message")));
    }
}
