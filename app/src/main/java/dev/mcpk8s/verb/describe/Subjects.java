package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import java.io.IOException;

/** The role and the subjects of a binding. */
final class Subjects {

    private Subjects() {}

    /** Writes a binding, of a namespace or of the cluster. */
    static void describe(JsonNode binding, Description out) throws IOException {
        Header.writeWithoutNamespace(binding, out);
        JsonNode role = binding.path("roleRef");
        out.write("Role:\n");
        out.field(1, "Kind", role.path("kind").asText());
        out.field(1, "Name", role.path("name").asText());
        out.write("Subjects:\n");
        out.write(1, "Kind\tName\tNamespace\n");
        out.write(1, "----\t----\t---------\n");
        for (JsonNode subject : binding.path("subjects")) {
            out.write(
                    1,
                    "%s\t%s\t%s\n"
                            .formatted(
                                    subject.path("kind").asText(),
                                    subject.path("name").asText(),
                                    subject.path("namespace").asText()));
        }
    }
}
