package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.LabelLines;
import java.io.IOException;
import java.util.Map;

/** Where the bytes of a persistent volume are. */
final class PersistentVolumeSource {

    private static final int LEVEL = 2;

    private PersistentVolumeSource() {}

    /** Writes the first source that the volume's specification has. */
    static void write(JsonNode spec, Description out) throws IOException {
        for (VolumeLayout layout : VolumeLayout.ALL) {
            JsonNode source = spec.path(layout.field());
            if (FieldValue.isSet(source)) {
                out.field(LEVEL, "Type", layout.type());
                for (VolumeLayout.Row row : layout.rows()) {
                    out.write(LEVEL, row.label() + "\t" + row.shown(source) + "\n");
                }
                if (layout.field().equals("csi")) {
                    attributes(source.path("volumeAttributes"), out);
                }
                return;
            }
        }
        out.write(1, "<unknown>\n");
    }

    private static void attributes(JsonNode attributes, Description out) throws IOException {
        out.write(LEVEL, "VolumeAttributes:\t");
        if (attributes.isEmpty()) {
            out.write(FieldValue.NONE + "\n");
        }
        boolean first = true;
        for (Map.Entry<String, JsonNode> entry : SortedFields.of(attributes)) {
            if (!first) {
                out.write(LEVEL, "").write(LEVEL, "\t");
            }
            first = false;
            String line = entry.getKey() + "=" + entry.getValue().asText();
            out.write(LEVEL, LabelLines.shortened(line, LabelLines.LONGEST) + "\n");
        }
    }
}
