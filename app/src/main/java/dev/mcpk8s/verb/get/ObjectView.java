package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.GetCommand;
import dev.mcpk8s.command.OutputFormat;

/** What is shown of an object. */
record ObjectView(GetCommand command, boolean readByModel) {

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    /** The object itself, without what is not shown. */
    JsonNode of(JsonNode object) {
        if (!command.showManagedFields()
                && showsWholeObjects()
                && object.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
            dropCopy(metadata);
        }
        return object;
    }

    private boolean showsWholeObjects() {
        return switch (command.output()) {
            case OutputFormat.Json _, OutputFormat.Yaml _, OutputFormat.Kyaml _ -> true;
            case OutputFormat.Name _,
                    OutputFormat.JsonPath _,
                    OutputFormat.GoTemplate _,
                    OutputFormat.CustomColumns _,
                    OutputFormat.Invalid _,
                    OutputFormat.Message _,
                    OutputFormat.Table _ ->
                    false;
        };
    }

    /**
     * Leaves out the copy of the whole object that {@code kubectl apply} keeps in an annotation: a
     * model pays for it and learns nothing. The managed fields' flag shows both.
     */
    private void dropCopy(ObjectNode metadata) {
        if (readByModel && metadata.path("annotations") instanceof ObjectNode annotations) {
            annotations.remove(LAST_APPLIED);
            if (annotations.isEmpty()) {
                metadata.remove("annotations");
            }
        }
    }
}
