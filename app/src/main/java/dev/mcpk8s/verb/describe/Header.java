package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.LabelLines;
import dev.mcpk8s.print.describe.LabelSelectorText;
import java.io.IOException;

/** What most descriptions begin with: whom it is about, its labels and its annotations. */
final class Header {

    private Header() {}

    /** Name, namespace, labels and annotations. */
    static void write(JsonNode object, Description out) throws IOException {
        name(object, out);
        namespace(object, out);
        labelsAndAnnotations(object, out);
    }

    /** Name, labels and annotations. */
    static void writeWithoutNamespace(JsonNode object, Description out) throws IOException {
        name(object, out);
        labelsAndAnnotations(object, out);
    }

    static void name(JsonNode object, Description out) throws IOException {
        out.field("Name", FieldValue.text(object.path("metadata").path("name")));
    }

    static void namespace(JsonNode object, Description out) throws IOException {
        out.field("Namespace", FieldValue.text(object.path("metadata").path("namespace")));
    }

    static void labelsAndAnnotations(JsonNode object, Description out) throws IOException {
        JsonNode metadata = object.path("metadata");
        LabelLines.labels(out, "Labels", metadata.path("labels"));
        LabelLines.annotations(out, "Annotations", metadata.path("annotations"));
    }

    /** Annotations in one line and all of them, as a few kinds have it. */
    static void annotationsInLine(JsonNode object, Description out) throws IOException {
        JsonNode annotations = object.path("metadata").path("annotations");
        out.field("Annotations", LabelSelectorText.ofLabelsOrNone(annotations));
    }

    static void creationTimestamp(JsonNode object, Description out) throws IOException {
        JsonNode created = object.path("metadata").path("creationTimestamp");
        out.field("CreationTimestamp", FieldValue.time(created));
    }
}
