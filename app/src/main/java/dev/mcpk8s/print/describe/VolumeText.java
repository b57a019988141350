package dev.mcpk8s.print.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import java.io.IOException;
import java.util.Map;

/** The volumes of a pod (kubectl: {@code describe/describe.go}). */
public final class VolumeText {

    private VolumeText() {}

    /**
     * Writes volumes below their title.
     *
     * @param space what the title begins with; empty for a pod
     */
    public static void write(JsonNode volumes, String space, Description out) throws IOException {
        if (volumes.isEmpty()) {
            out.write(space + "Volumes:\t<none>\n");
            return;
        }
        out.write(space + "Volumes:\n");
        for (JsonNode volume : volumes) {
            String name = FieldValue.text(volume.path("name"));
            out.write(1, (space.isEmpty() ? "" : " ") + name + ":\n");
            source(volume, out);
        }
    }

    private static void source(JsonNode volume, Description out) throws IOException {
        for (VolumeSource source : VolumeSource.values()) {
            JsonNode fields = volume.path(source.field());
            if (fields.isObject()) {
                source.write(fields, out);
                details(source, fields, out);
                return;
            }
        }
        out.write(1, "<unknown>\n");
    }

    private static void details(VolumeSource source, JsonNode fields, Description out)
            throws IOException {
        switch (source) {
            case PROJECTED -> projected(fields.path("sources"), out);
            case DOWNWARD_API -> downward(fields.path("items"), out);
            case CSI -> attributes(fields.path("volumeAttributes"), out);
            case EPHEMERAL -> claim(fields.path("volumeClaimTemplate"), out);
            default -> {}
        }
    }

    private static void projected(JsonNode sources, Description out) throws IOException {
        for (JsonNode source : sources) {
            JsonNode secret = source.path("secret");
            JsonNode map = source.path("configMap");
            JsonNode token = source.path("serviceAccountToken");
            if (secret.isObject()) {
                named("SecretName", secret, out);
            } else if (source.path("downwardAPI").isObject()) {
                out.field(2, "DownwardAPI", "true");
            } else if (map.isObject()) {
                named("ConfigMapName", map, out);
            } else if (token.isObject()) {
                String seconds = FieldValue.number(token.path("expirationSeconds"));
                out.field(2, "TokenExpirationSeconds", seconds);
            }
        }
    }

    private static void named(String title, JsonNode source, Description out) throws IOException {
        out.field(2, title, FieldValue.text(source.path("name")));
        out.field(2, "Optional", FieldValue.flag(source.path("optional")));
    }

    private static void downward(JsonNode items, Description out) throws IOException {
        out.write(2, "Items:\n");
        for (JsonNode item : items) {
            String path = FieldValue.text(item.path("path"));
            JsonNode field = item.path("fieldRef");
            JsonNode resource = item.path("resourceFieldRef");
            if (field.isObject()) {
                out.write(3, FieldValue.text(field.path("fieldPath")) + " -> " + path + "\n");
            }
            if (resource.isObject()) {
                out.write(3, FieldValue.text(resource.path("resource")) + " -> " + path + "\n");
            }
        }
    }

    /** Attributes of a CSI volume, each cut where annotations are. */
    public static void attributes(JsonNode attributes, Description out) throws IOException {
        out.write(2, "VolumeAttributes:\t");
        if (attributes.isEmpty()) {
            out.write(FieldValue.NONE + "\n");
            return;
        }
        boolean first = true;
        for (Map.Entry<String, JsonNode> attribute : SortedFields.of(attributes)) {
            if (!first) {
                out.write(2, "").write(2, "\t");
            }
            first = false;
            String line = attribute.getKey() + "=" + FieldValue.text(attribute.getValue());
            out.write(2, LabelLines.shortened(line, LabelLines.LONGEST) + "\n");
        }
    }

    private static void claim(JsonNode template, Description out) throws IOException {
        if (template.isObject()) {
            VolumeClaimText.writeTemplate(template, out.nested(2));
        }
    }
}
