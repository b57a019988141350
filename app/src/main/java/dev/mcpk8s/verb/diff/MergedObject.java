package dev.mcpk8s.verb.diff;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.command.DiffCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.FoundObject;
import dev.mcpk8s.resource.PatchType;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.WriteOptions;
import dev.mcpk8s.workload.AppliedPatch;
import dev.mcpk8s.workload.PatchSchemas;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Objects as they are and as they would be after an apply: the server is asked to change them
 * without doing it (kubectl: {@code pkg/cmd/diff/diff.go}, {@code InfoObject}).
 */
final class MergedObject {

    private static final int MOST_TRIES = 4;

    private final DiffCommand command;
    private final ClusterSession session;
    private final Consumer<String> stderr;
    private final PatchSchemas schemas;

    /**
     * @param stderr takes warnings
     */
    MergedObject(DiffCommand command, ClusterSession session, Consumer<String> stderr) {
        this.command = command;
        this.session = session;
        this.stderr = stderr;
        schemas = new PatchSchemas(session);
    }

    /**
     * An object in both forms.
     *
     * @param live null when there is no such object
     */
    record Versions(@Nullable ObjectNode live, ObjectNode merged) {}

    /** Asks until the object stays the same between the two questions. */
    Versions of(FoundObject described) throws IOException {
        for (int attempt = 1; ; attempt++) {
            ObjectNode live = live(described);
            boolean isLast = attempt == MOST_TRIES || command.serverSide();
            try {
                return new Versions(live, merged(described, live, !isLast));
            } catch (StatusException failure) {
                if (isLast || live == null || !failure.reason().equals("Conflict")) {
                    throw failure;
                }
            } finally {
                warnOfDeletion(described, live);
            }
        }
    }

    private void warnOfDeletion(FoundObject described, @Nullable ObjectNode live) {
        if (live != null && live.path("metadata").has("deletionTimestamp")) {
            stderr.accept(
                    "Warning: Detected changes to resource "
                            + described.name()
                            + " which is currently being deleted.\n");
        }
    }

    private @Nullable ObjectNode live(FoundObject described) throws IOException {
        try {
            return read(
                    session.objects()
                            .get(
                                    described.mapping(),
                                    described.namespace(),
                                    described.name(),
                                    "",
                                    Representation.OBJECT));
        } catch (StatusException failure) {
            if (failure.isNotFound()) {
                return null;
            }
            throw failure;
        }
    }

    private ObjectNode merged(FoundObject described, @Nullable ObjectNode live, boolean locked)
            throws IOException {
        if (command.serverSide()) {
            return applied(described);
        }
        if (live == null) {
            return created(described);
        }
        AppliedPatch patch = AppliedPatch.of(schemas, described, live, stderr);
        if (patch.content().isEmpty()) {
            return live.deepCopy();
        }
        if (locked) {
            String version = live.path("metadata").path("resourceVersion").asText();
            patch.content().withObjectProperty("metadata").put("resourceVersion", version);
        }
        try {
            return read(
                    session.objects()
                            .patch(described, patch.type(), patch.content(), dryRun(null)));
        } catch (StatusException failure) {
            throw withOrigin(failure, described.origin());
        }
    }

    private ObjectNode applied(FoundObject described) throws IOException {
        return read(
                session.objects()
                        .patch(
                                described,
                                PatchType.APPLY,
                                described.manifest(),
                                dryRun(command.forceConflicts())));
    }

    private ObjectNode created(FoundObject described) throws IOException {
        ObjectNode object = described.manifest().deepCopy();
        if (object.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("resourceVersion");
        }
        return read(
                session.objects()
                        .create(described.mapping(), described.namespace(), object, dryRun(null)));
    }

    private WriteOptions dryRun(@Nullable Boolean force) {
        return new WriteOptions(true, command.fieldManager(), force);
    }

    private static StatusException withOrigin(StatusException failure, String origin) {
        return new StatusException(
                failure.httpStatus(),
                failure.reason(),
                "error when patching " + GoQuote.quote(origin) + ": " + failure.text(),
                failure.kind(),
                failure.name(),
                failure.causes());
    }

    private static ObjectNode read(ApiResponse response) throws IOException {
        if (response.json() instanceof ObjectNode object) {
            return object;
        }
        throw new CommandException(
                ErrorCode.COMMAND_FAILED, "the server answered with something that is no object");
    }
}
