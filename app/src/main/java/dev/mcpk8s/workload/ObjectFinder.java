package dev.mcpk8s.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.resource.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects that a command's arguments mean, one after the other, and lets each be worked
 * on; what fails does not keep the rest away (cli-runtime: {@code resource/builder.go} with {@code
 * ContinueOnError} and {@code Flatten}).
 */
public final class ObjectFinder {

    /** Works on one object. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * @throws CommandException what kept it from its end; the next object is visited all the
         *     same
         */
        void visit(FoundObject found) throws IOException;
    }

    /** Looks at a type before any object of it is read. */
    @FunctionalInterface
    public interface TypeCheck {

        /**
         * @param kind of what will be read: the type's, or its list's
         */
        void check(ResourceMapping mapping, String kind);
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST = "List";

    private final ClusterSession session;
    private final String namespace;
    private final ListOptions options;
    private final TypeCheck typeCheck;

    /**
     * @param namespace empty for all
     * @param labelSelector empty for all
     * @param fieldSelector empty for all
     */
    public ObjectFinder(
            ClusterSession session,
            String namespace,
            String labelSelector,
            String fieldSelector,
            TypeCheck typeCheck) {
        this.session = session;
        this.namespace = namespace;
        this.options = new ListOptions(labelSelector, fieldSelector, 0, "");
        this.typeCheck = typeCheck;
    }

    /**
     * Visits everything selected.
     *
     * @return what failed, as kubectl puts it together; null when nothing did
     * @throws CommandException when the command is to stop
     */
    public @Nullable CommandException visit(Selection selection, Visitor visitor)
            throws IOException {
        List<CommandException> failures = new ArrayList<>();
        List<CommandException> unlisted = new ArrayList<>();
        switch (selection) {
            case Selection.Lists(List<ResourceMapping> types) -> {
                for (ResourceMapping type : types) {
                    visitAll(type, visitor, failures, unlisted);
                }
            }
            case Selection.Objects(List<Selection.Target> targets) -> {
                for (Selection.Target target : targets) {
                    attempt(() -> visitor.visit(get(target.mapping(), target.name())), failures);
                }
            }
            case Selection.Files _ -> throw new IllegalArgumentException("no files were named");
        }
        if (!unlisted.isEmpty()) {
            failures.add(new AggregateException(unlisted));
        }
        if (failures.isEmpty()) {
            return null;
        }
        return failures.size() == 1 ? failures.getFirst() : new AggregateException(failures);
    }

    /**
     * One object by its name.
     *
     * @throws StatusException when the server refuses
     */
    public FoundObject get(ResourceMapping mapping, String name) throws IOException {
        try (ApiResponse answer =
                session.objects().get(mapping, namespace, name, "", Representation.OBJECT)) {
            typeCheck.check(mapping, mapping.kind());
            JsonNode object = JSON.readTree(answer.body());
            return new FoundObject(
                    mapping, mapping.namespaced() ? namespace : "", nameOf(object), object);
        } catch (StatusException failure) {
            throw noted(failure);
        }
    }

    /**
     * Every object of a type.
     *
     * @throws StatusException when the server refuses
     */
    public List<FoundObject> list(ResourceMapping mapping) throws IOException {
        try (ApiResponse answer =
                session.objects().list(mapping, namespace, options, Representation.OBJECT)) {
            typeCheck.check(mapping, mapping.kind() + LIST);
            JsonNode list = JSON.readTree(answer.body());
            List<FoundObject> all = new ArrayList<>(list.path("items").size());
            for (JsonNode item : list.path("items")) {
                JsonNode object = typed(item, list);
                String in = object.path("metadata").path("namespace").asText();
                all.add(new FoundObject(mapping, in, nameOf(object), object));
            }
            return all;
        } catch (StatusException failure) {
            throw noted(failure);
        }
    }

    private void visitAll(
            ResourceMapping type,
            Visitor visitor,
            List<CommandException> failures,
            List<CommandException> unlisted)
            throws IOException {
        List<FoundObject> all = new ArrayList<>();
        attempt(() -> all.addAll(list(type)), unlisted);
        for (FoundObject found : all) {
            attempt(() -> visitor.visit(found), failures);
        }
    }

    /** Something that may fail. */
    @FunctionalInterface
    private interface Attempt {
        void run() throws IOException;
    }

    private static void attempt(Attempt attempt, List<CommandException> failures)
            throws IOException {
        try {
            attempt.run();
        } catch (CommandException failure) {
            if (failure.code().exitStatus() != 1) {
                throw failure;
            }
            failures.add(failure);
        }
    }

    private StatusException noted(StatusException failure) {
        if (failure.isNotFound() && failure.name() == null) {
            session.forgetTypes();
        }
        return failure;
    }

    private static String nameOf(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    /** An item of a typed list carries no type of its own: it gets the list's, at its head. */
    static JsonNode typed(JsonNode item, JsonNode list) {
        if (!item.path("kind").asText().isEmpty()) {
            return item;
        }
        String kind = list.path("kind").asText();
        ObjectNode object = JSON.createObjectNode();
        object.put(
                "kind",
                kind.endsWith(LIST) ? kind.substring(0, kind.length() - LIST.length()) : kind);
        object.set("apiVersion", list.path("apiVersion"));
        object.setAll((ObjectNode) item);
        return object;
    }
}
