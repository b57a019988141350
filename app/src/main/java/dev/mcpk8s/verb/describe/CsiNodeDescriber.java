package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import jakarta.inject.Singleton;
import java.io.IOException;

/** The storage drivers of a node. */
@Singleton
final class CsiNodeDescriber implements Describer {

    @Override
    public String groupKind() {
        return "CSINode.storage.k8s.io";
    }

    @Override
    public void describe(JsonNode node, DescribeScope scope, Description out) throws IOException {
        Header.writeWithoutNamespace(node, out);
        Header.creationTimestamp(node, out);
        out.write("Spec:\n");
        JsonNode drivers = node.path("spec").path("drivers");
        if (FieldValue.isSet(drivers)) {
            out.write(1, "Drivers:\n");
            for (JsonNode driver : drivers) {
                driver(driver, out);
            }
        }
        scope.events(node, out);
    }

    private static void driver(JsonNode driver, Description out) throws IOException {
        out.write(2, driver.path("name").asText() + ":\n");
        out.field(3, "Node ID", driver.path("nodeID").asText());
        JsonNode count = driver.path("allocatable").path("count");
        if (FieldValue.isSet(count)) {
            out.write(3, "Allocatables:\n");
            out.field(4, "Count", FieldValue.number(count));
        }
        JsonNode keys = driver.path("topologyKeys");
        if (FieldValue.isSet(keys)) {
            out.field(3, "Topology Keys", FieldValue.list(keys));
        }
    }
}
