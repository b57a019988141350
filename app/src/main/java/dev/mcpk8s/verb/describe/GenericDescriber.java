package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.LabelLines;
import dev.mcpk8s.print.describe.ObjectTree;
import java.io.IOException;

/** Describes what has no describer of its own: everything the object holds, as it stands. */
final class GenericDescriber implements Describer {

    static final Describer INSTANCE = new GenericDescriber();

    private GenericDescriber() {}

    @Override
    public String groupKind() {
        return "";
    }

    @Override
    public void describe(JsonNode object, DescribeScope scope, Description out) throws IOException {
        JsonNode metadata = object.path("metadata");
        out.field("Name", FieldValue.text(metadata.path("name")));
        out.field("Namespace", FieldValue.text(metadata.path("namespace")));
        LabelLines.labels(out, "Labels", metadata.path("labels"));
        LabelLines.annotations(out, "Annotations", metadata.path("annotations"));
        ObjectTree.write(object, out);
        scope.events(object, out);
    }
}
