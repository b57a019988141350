package dev.mcpk8s.print.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Where pods may run (kubectl: {@code describe/describe.go}). */
public final class SchedulingText {

    private SchedulingText() {}

    /** Tolerations below a title, sorted by key. */
    public static void tolerations(String title, JsonNode tolerations, Description out)
            throws IOException {
        out.write(title + ":\t");
        if (tolerations.isEmpty()) {
            out.write(FieldValue.NONE + "\n");
            return;
        }
        String separator = "";
        for (JsonNode toleration : FieldValue.sorted(tolerations, "key")) {
            out.write(separator + text(toleration) + "\n");
            separator = "\t";
        }
    }

    private static String text(JsonNode toleration) {
        String key = FieldValue.text(toleration.path("key"));
        String value = FieldValue.text(toleration.path("value"));
        String effect = FieldValue.text(toleration.path("effect"));
        String text = key;
        if (!value.isEmpty()) {
            text += "=" + value;
        }
        if (!effect.isEmpty()) {
            text += ":" + effect;
        }
        if (FieldValue.text(toleration.path("operator")).equals("Exists") && value.isEmpty()) {
            text += key.isEmpty() && effect.isEmpty() ? "op=Exists" : " op=Exists";
        }
        JsonNode seconds = toleration.path("tolerationSeconds");
        return FieldValue.isSet(seconds) ? text + " for " + FieldValue.number(seconds) + "s" : text;
    }

    /**
     * How evenly pods are spread; nothing where nobody asks for it.
     *
     * @param space what every line begins with
     */
    public static void topologySpread(JsonNode constraints, String space, Description out)
            throws IOException {
        if (constraints.isEmpty()) {
            return;
        }
        out.write(space + "Topology Spread Constraints:\t");
        String separator = "";
        for (JsonNode constraint : FieldValue.sorted(constraints, "topologyKey")) {
            JsonNode selector = constraint.path("labelSelector");
            out.write(
                    separator
                            + FieldValue.text(constraint.path("topologyKey"))
                            + ":"
                            + FieldValue.text(constraint.path("whenUnsatisfiable"))
                            + " when max skew "
                            + FieldValue.number(constraint.path("maxSkew"))
                            + " is exceeded"
                            + (FieldValue.isSet(selector)
                                    ? " for selector " + LabelSelectorText.orNone(selector)
                                    : "")
                            + "\n");
            separator = space + "\t";
        }
    }

    /** The group that pods are scheduled with; nothing where there is none. */
    public static void group(JsonNode group, String space, Description out) throws IOException {
        if (FieldValue.isSet(group)) {
            out.write(space + "SchedulingGroup:\n");
            out.field(1, "PodGroupName", FieldValue.text(group.path("podGroupName")));
        }
    }
}
