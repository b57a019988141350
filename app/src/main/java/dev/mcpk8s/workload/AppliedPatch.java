package dev.mcpk8s.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.json.Json;
import dev.mcpk8s.patch.PatchException;
import dev.mcpk8s.patch.PatchSchema;
import dev.mcpk8s.patch.ThreeWayPatch;
import dev.mcpk8s.resource.FoundObject;
import dev.mcpk8s.resource.PatchType;
import dev.mcpk8s.resource.manifest.CompactJson;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * The patch with which a client-side apply changes a live object into what a file describes
 * (kubectl: {@code pkg/cmd/apply/patcher.go}, {@code patchSimple}).
 *
 * @param type how the patch is to be read
 * @param content empty when there is nothing to change
 */
public record AppliedPatch(PatchType type, ObjectNode content) {

    /** Where an object remembers what was applied last. */
    public static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

    /**
     * @param schemas of the cluster
     * @param described what the file says
     * @param live the object as it is
     * @param warn takes lines for standard error
     * @throws CommandException when no patch leads from one to the other
     */
    public static AppliedPatch of(
            PatchSchemas schemas, FoundObject described, ObjectNode live, Consumer<String> warn)
            throws IOException {
        Versions versions =
                new Versions(
                        live.path("metadata").path("annotations").path(ANNOTATION).asText(),
                        configuration(described.manifest()),
                        live);
        try {
            PatchSchema schema = schemas.of(described.mapping());
            if (schema == null) {
                return new AppliedPatch(
                        PatchType.JSON_MERGE,
                        ThreeWayPatch.merge(versions.lastApplied(), versions.wanted, live));
            }
            return strategic(versions, schema, warn);
        } catch (PatchException impossible) {
            throw failure(described, versions, impossible.text());
        } catch (JsonProcessingException damaged) {
            throw failure(described, versions, "invalid JSON document");
        }
    }

    /** kubectl tries twice more with other descriptions of the type, which say the same. */
    private static AppliedPatch strategic(
            Versions versions, PatchSchema schema, Consumer<String> warn)
            throws PatchException, JsonProcessingException {
        try {
            return new AppliedPatch(
                    PatchType.STRATEGIC_MERGE,
                    ThreeWayPatch.strategic(
                            versions.lastApplied(), versions.wanted, versions.live, schema));
        } catch (PatchException impossible) {
            for (String document : List.of("openapi v3", "openapi")) {
                warn.accept(
                        "warning: error calculating patch from "
                                + document
                                + " spec: "
                                + impossible.text()
                                + "\n");
            }
            throw impossible;
        }
    }

    private record Versions(String applied, ObjectNode wanted, ObjectNode live) {

        ObjectNode lastApplied() throws JsonProcessingException {
            return !applied.isEmpty() && Json.READER.readTree(applied) instanceof ObjectNode object
                    ? object
                    : JsonNodeFactory.instance.objectNode();
        }
    }

    /** What an apply remembers of a file: all of it but an earlier memory. */
    public static ObjectNode configuration(ObjectNode manifest) {
        ObjectNode configuration = manifest.deepCopy();
        ObjectNode metadata = configuration.withObjectProperty("metadata");
        if (metadata.path("annotations") instanceof ObjectNode annotations
                && annotations.properties().stream()
                        .allMatch(each -> each.getValue().isTextual())) {
            annotations.remove(ANNOTATION);
        } else {
            // kubectl takes annotations that are no texts for none at all.
            metadata.putObject("annotations");
        }
        return configuration;
    }

    /** kubectl shows all three versions; of a Secret they are kept back here. */
    private static CommandException failure(
            FoundObject described, Versions versions, String reason) {
        String what =
                described.mapping().kind().equals("Secret")
                        ? "creating patch: "
                        : "creating patch with:\noriginal:\n"
                                + versions.applied
                                + "\nmodified:\n"
                                + CompactJson.of(versions.wanted)
                                + "\n\ncurrent:\n"
                                + CompactJson.of(versions.live)
                                + "\n\nfor: ";
        return new CommandException(
                ErrorCode.COMMAND_FAILED,
                "error when patching " + GoQuote.quote(described.origin()) + ": " + what + reason);
    }
}
