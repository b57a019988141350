package dev.mcpk8s.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.FoundObject;
import dev.mcpk8s.resource.LabelSelector;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.ObjectSource;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.resource.Selection;
import dev.mcpk8s.resource.TypeCheck;
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
        void visit(LiveObject found) throws IOException;
    }

    private static final String LIST = "List";

    private final ClusterSession session;
    private final String namespace;
    private final ListOptions options;
    private final Representation listed;
    private final TypeCheck typeCheck;

    /**
     * @param namespace empty for all
     * @param options how lists are asked for
     */
    public ObjectFinder(
            ClusterSession session, String namespace, ListOptions options, TypeCheck typeCheck) {
        this(session, namespace, options, Representation.OBJECT, typeCheck);
    }

    private ObjectFinder(
            ClusterSession session,
            String namespace,
            ListOptions options,
            Representation listed,
            TypeCheck typeCheck) {
        this.session = session;
        this.namespace = namespace;
        this.options = options;
        this.listed = listed;
        this.typeCheck = typeCheck;
    }

    /** The same for a command that needs only the names of what a list has. */
    public ObjectFinder namingListed() {
        return new ObjectFinder(session, namespace, options, Representation.METADATA, typeCheck);
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
        }
        return together(failures, unlisted);
    }

    /**
     * Visits what files describe, as the cluster has it, if it has the labels asked for.
     *
     * @param required the namespace all must be in; null where each may be in its own
     * @return what failed, as kubectl puts it together; null when nothing did
     * @throws CommandException when the command is to stop
     */
    public @Nullable CommandException visit(
            ObjectSource files, @Nullable String required, Visitor visitor) throws IOException {
        LabelSelector selector = LabelSelector.of(options.labelSelector());
        List<CommandException> failures = new ArrayList<>();
        List<CommandException> unread = new ArrayList<>();
        files.checked(typeCheck)
                .visitAll(
                        session,
                        described -> {
                            LiveObject found = latest(described);
                            if (!selector.matches(found.object())) {
                                return;
                            }
                            attempt(
                                    () -> {
                                        if (required != null) {
                                            described.requireNamespace(required);
                                        }
                                        visitor.visit(found);
                                    },
                                    failures);
                        },
                        unread::add);
        return together(failures, unread);
    }

    /** What has no name cannot be asked for, and counts as the file has it. */
    private LiveObject latest(FoundObject described) throws IOException {
        ResourceMapping mapping = described.mapping();
        if (described.name().isEmpty()) {
            return new LiveObject(mapping, described.namespace(), "", described.manifest());
        }
        if (mapping.namespaced() && described.namespace().isEmpty()) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    "no namespace set on resource "
                            + mapping.describe()
                            + " "
                            + GoQuote.quote(described.name()));
        }
        return get(mapping, described.namespace(), described.name());
    }

    private static @Nullable CommandException together(
            List<CommandException> failures, List<CommandException> unread) {
        List<CommandException> all = new ArrayList<>(failures);
        if (!unread.isEmpty()) {
            all.add(new AggregateException(unread));
        }
        if (all.isEmpty()) {
            return null;
        }
        return all.size() == 1 ? all.getFirst() : new AggregateException(all);
    }

    /**
     * One object by its name.
     *
     * @throws StatusException when the server refuses
     */
    public LiveObject get(ResourceMapping mapping, String name) throws IOException {
        return get(mapping, namespace, name);
    }

    private LiveObject get(ResourceMapping mapping, String space, String name) throws IOException {
        try (ApiResponse answer =
                session.objects().get(mapping, space, name, "", Representation.OBJECT)) {
            typeCheck.check(mapping.groupVersion(), mapping.kind(), true);
            JsonNode object = answer.json();
            return new LiveObject(
                    mapping, mapping.namespaced() ? space : "", nameOf(object), object);
        } catch (StatusException failure) {
            throw noted(failure);
        }
    }

    /**
     * Every object of a type, page by page.
     *
     * @throws StatusException when the server refuses
     */
    public List<LiveObject> list(ResourceMapping mapping) throws IOException {
        List<LiveObject> all = new ArrayList<>();
        ListOptions page = options;
        do {
            page = page.after(list(mapping, page, all));
        } while (!page.continueToken().isEmpty());
        return all;
    }

    private String list(ResourceMapping mapping, ListOptions page, List<LiveObject> all)
            throws IOException {
        try (ApiResponse answer = session.objects().list(mapping, namespace, page, listed)) {
            typeCheck.check(mapping.groupVersion(), mapping.kind() + LIST, true);
            JsonNode list = answer.json();
            boolean whole = listed == Representation.OBJECT;
            for (JsonNode item : list.path("items")) {
                String in = item.path("metadata").path("namespace").asText();
                JsonNode object = whole ? typed(item, list) : MissingNode.getInstance();
                all.add(new LiveObject(mapping, in, nameOf(item), object));
            }
            return list.path("metadata").path("continue").asText();
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
        List<LiveObject> all = new ArrayList<>();
        attempt(() -> all.addAll(list(type)), unlisted);
        for (LiveObject found : all) {
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
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put(
                "kind",
                kind.endsWith(LIST) ? kind.substring(0, kind.length() - LIST.length()) : kind);
        object.set("apiVersion", list.path("apiVersion"));
        object.setAll((ObjectNode) item);
        return object;
    }
}
