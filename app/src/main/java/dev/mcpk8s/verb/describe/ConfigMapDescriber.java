package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import dev.mcpk8s.print.describe.Description;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Config maps: their text, and how long their binary values are. */
@Singleton
final class ConfigMapDescriber implements Describer {

    @Override
    public String groupKind() {
        return "ConfigMap";
    }

    @Override
    public void describe(JsonNode configMap, DescribeScope scope, Description out)
            throws IOException {
        Header.write(configMap, out);
        out.write("\nData\n====\n");
        for (Map.Entry<String, JsonNode> entry : SortedFields.of(configMap.path("data"))) {
            out.write(entry.getKey() + ":\n----\n");
            out.write(entry.getValue().asText() + "\n");
            out.write("\n");
        }
        out.write("\nBinaryData\n====\n");
        for (Map.Entry<String, JsonNode> entry : SortedFields.of(configMap.path("binaryData"))) {
            int length = Base64.getDecoder().decode(entry.getValue().asText()).length;
            out.write(entry.getKey() + ": " + length + " bytes\n");
        }
        out.write("\n");
        if (scope.showEvents()) {
            // The one kind whose description fails when its events cannot be read.
            EventSection section = new EventSection(scope);
            List<JsonNode> events = new ArrayList<>();
            section.read(EventSection.Subject.of(configMap), events::add);
            section.write(events, out);
        }
    }
}
