package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.ObjectSource;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.resource.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects a command means, as far as they can be had (cli-runtime: {@code
 * resource/builder.go}).
 *
 * @param failure null when all could be had; an aggregate when it is one of a list, even alone
 */
record FoundObjects(List<Found> objects, @Nullable CommandException failure) {

    /**
     * An object.
     *
     * @param content null for one of a list, of which only the name is known
     */
    record Found(ResourceMapping type, String namespace, String name, @Nullable JsonNode content) {}

    FoundObjects {
        objects = List.copyOf(objects);
    }

    /**
     * Finds what was selected.
     *
     * @param namespace empty for all
     * @param options how lists are asked for
     */
    static FoundObjects find(
            Selection selection, String namespace, ListOptions options, ClusterSession session)
            throws IOException {
        List<Found> objects = new ArrayList<>();
        List<CommandException> failures = new ArrayList<>();
        switch (selection) {
            case Selection.Lists(List<ResourceMapping> types) -> {
                for (ResourceMapping type : types) {
                    try {
                        list(type, namespace, options, session, objects);
                    } catch (StatusException refused) {
                        failures.add(refused);
                    }
                }
            }
            case Selection.Objects(List<Selection.Target> targets) -> {
                for (Selection.Target target : targets) {
                    try {
                        objects.add(get(target.mapping(), namespace, target.name(), session));
                    } catch (StatusException refused) {
                        failures.add(refused);
                    }
                }
            }
            case Selection.Files _ -> throw new IllegalArgumentException("no files were named");
        }
        return new FoundObjects(objects, failure(selection, failures));
    }

    /**
     * Finds what files describe, without a look at the cluster.
     *
     * @param required the namespace all must be in; null where each may be in its own
     */
    static FoundObjects described(
            ObjectSource files, @Nullable String required, ClusterSession session)
            throws IOException {
        List<Found> objects = new ArrayList<>();
        CommandException failure =
                files.visitAll(
                        session,
                        object -> {
                            if (required != null) {
                                object.requireNamespace(required);
                            }
                            objects.add(
                                    new Found(
                                            object.mapping(),
                                            object.namespace(),
                                            object.name(),
                                            null));
                        });
        return new FoundObjects(objects, failure);
    }

    /** An object as it is now. */
    static Found get(ResourceMapping type, String namespace, String name, ClusterSession session)
            throws IOException {
        String space = type.namespaced() ? namespace : "";
        try {
            JsonNode content =
                    session.objects().get(type, space, name, "", Representation.OBJECT).json();
            return new Found(type, space, name, content);
        } catch (StatusException refused) {
            if (refused.isNotFound() && refused.name() == null) {
                session.forgetTypes();
            }
            throw refused;
        }
    }

    private static void list(
            ResourceMapping type,
            String namespace,
            ListOptions first,
            ClusterSession session,
            List<Found> objects)
            throws IOException {
        ListOptions options = first;
        do {
            JsonNode page =
                    session.objects()
                            .list(type, namespace, options, Representation.METADATA)
                            .json();
            for (JsonNode item : page.path("items")) {
                JsonNode metadata = item.path("metadata");
                objects.add(
                        new Found(
                                type,
                                metadata.path("namespace").asText(""),
                                metadata.path("name").asText(""),
                                null));
            }
            options = options.after(page.path("metadata").path("continue").asText(""));
        } while (!options.continueToken().isEmpty());
    }

    private static @Nullable CommandException failure(
            Selection selection, List<CommandException> failures) {
        if (failures.isEmpty()) {
            return null;
        }
        boolean bare = selection instanceof Selection.Objects && failures.size() == 1;
        return bare ? failures.getFirst() : new AggregateException(failures);
    }
}
