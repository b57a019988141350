package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import java.io.IOException;
import java.util.Locale;

/** The requirements that nodes of a volume have to meet. */
final class SelectorTerm {

    private SelectorTerm() {}

    /**
     * @param operator of requirements that name none themselves
     */
    static void write(
            int level, String title, JsonNode requirements, String operator, Description out)
            throws IOException {
        out.write(level, title + ":\t");
        if (requirements.isEmpty()) {
            out.write("<none>\n");
            return;
        }
        for (int i = 0; i < requirements.size(); i++) {
            if (i > 0) {
                out.write(level, "\t");
            }
            out.write(text(requirements.path(i), operator) + "\n");
        }
    }

    private static String text(JsonNode requirement, String operator) {
        String named = requirement.path("operator").asText(operator).toLowerCase(Locale.ROOT);
        String text = requirement.path("key").asText() + " " + named;
        JsonNode values = requirement.path("values");
        return values.isEmpty() ? text : text + " [" + FieldText.joined(values, ", ") + "]";
    }
}
