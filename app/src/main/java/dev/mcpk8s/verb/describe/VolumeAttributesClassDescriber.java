package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.LabelSelectorText;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Volume attributes classes. */
@Singleton
final class VolumeAttributesClassDescriber implements Describer {

    @Override
    public String groupKind() {
        return "VolumeAttributesClass.storage.k8s.io";
    }

    @Override
    public void describe(JsonNode attributes, DescribeScope scope, Description out)
            throws IOException {
        Header.name(attributes, out);
        Header.annotationsInLine(attributes, out);
        out.field("DriverName", attributes.path("driverName").asText());
        out.field("Parameters", LabelSelectorText.ofLabelsOrNone(attributes.path("parameters")));
        scope.events(attributes, out);
    }
}
