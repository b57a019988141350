package dev.mcpk8s.verb.get;

import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.command.GetCommand;
import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.FoundObject;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.ObjectSource;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.resource.ResourceQuery;
import dev.mcpk8s.resource.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fetches everything a get command asks for. What cannot be had does not keep the rest away: the
 * failures are remembered.
 */
final class Fetcher {

    /** Takes an answer's body; what it returns is the token of the next page, empty for none. */
    @FunctionalInterface
    interface Receiver {
        String receive(ResourceMapping mapping, ApiResponse response) throws IOException;
    }

    private final GetCommand command;
    private final ClusterSession session;
    private final Selection selection;
    private final String namespace;
    private final List<CommandException> failures = new ArrayList<>();

    /** What was found in another namespace than the one asked for. */
    private final List<CommandException> outside = new ArrayList<>();

    /**
     * @throws CommandException when the arguments mean nothing; nothing was fetched then
     */
    Fetcher(GetCommand command, ClusterSession session, @Nullable ObjectSource files)
            throws IOException {
        this.command = command;
        this.session = session;
        this.namespace = command.allNamespaces() ? "" : session.namespace();
        this.selection =
                files != null
                        ? files.read(session)
                        : new ResourceQuery(
                                        command.arguments(),
                                        namespace,
                                        command.labelSelector(),
                                        command.fieldSelector(),
                                        command.subresource())
                                .resolve(session);
    }

    /** Whether one object is asked for, so that it is printed bare. */
    boolean isSingle() {
        return switch (selection) {
            case Selection.Objects(List<Selection.Target> targets) -> targets.size() == 1;
            case Selection.Files files -> files.single();
            case Selection.Lists _ -> false;
        };
    }

    /** Whether what is found may be of more than one type. */
    boolean mayFindSeveralKinds() {
        Stream<ResourceMapping> types =
                switch (selection) {
                    case Selection.Lists lists -> lists.types().stream();
                    case Selection.Objects(List<Selection.Target> targets) ->
                            targets.stream().map(Selection.Target::mapping);
                    case Selection.Files(List<Selection.Found> found, boolean _) -> types(found);
                };
        return types.distinct().limit(2).count() > 1;
    }

    private static Stream<ResourceMapping> types(List<Selection.Found> found) {
        return found.stream()
                .flatMap(
                        one ->
                                switch (one) {
                                    case Selection.Found.Described(FoundObject object) ->
                                            Stream.of(object.mapping());
                                    case Selection.Found.Listed(List<Selection.Found> members) ->
                                            types(members);
                                    case Selection.Found.Unreadable _ -> Stream.empty();
                                });
    }

    void fetch(Function<ResourceMapping, Representation> form, Receiver receiver)
            throws IOException {
        switch (selection) {
            case Selection.Lists(List<ResourceMapping> types) -> {
                for (ResourceMapping type : types) {
                    attempt(() -> list(type, form.apply(type), receiver), failures);
                }
            }
            case Selection.Objects(List<Selection.Target> targets) -> {
                for (Selection.Target target : targets) {
                    attempt(() -> get(target, form.apply(target.mapping()), receiver), failures);
                }
            }
            case Selection.Files(List<Selection.Found> found, boolean _) ->
                    fetchFound(found, form, receiver, failures);
        }
    }

    private void fetchFound(
            List<Selection.Found> found,
            Function<ResourceMapping, Representation> form,
            Receiver receiver,
            List<CommandException> failed)
            throws IOException {
        for (Selection.Found one : found) {
            switch (one) {
                case Selection.Found.Described(FoundObject object) ->
                        attempt(() -> get(object, form.apply(object.mapping()), receiver), failed);
                case Selection.Found.Listed(List<Selection.Found> members) -> {
                    List<CommandException> together = new ArrayList<>();
                    fetchFound(members, form, receiver, together);
                    if (!together.isEmpty()) {
                        failed.add(new AggregateException(together));
                    }
                }
                case Selection.Found.Unreadable(CommandException failure) -> failed.add(failure);
            }
        }
    }

    /**
     * What went wrong, null when nothing did. A failed list is an aggregate even when it is the
     * only failure: kubectl words it differently then.
     */
    @Nullable CommandException failure() {
        if (!outside.isEmpty()) {
            List<CommandException> all = new ArrayList<>(outside);
            if (!failures.isEmpty()) {
                all.add(new AggregateException(failures));
            }
            return all.size() == 1 ? all.getFirst() : new AggregateException(all);
        }
        if (failures.isEmpty()) {
            return null;
        }
        boolean bare = selection instanceof Selection.Objects && failures.size() == 1;
        return bare ? failures.getFirst() : new AggregateException(failures);
    }

    private void list(ResourceMapping type, Representation form, Receiver receiver)
            throws IOException {
        long limit = command.sortBy().isEmpty() ? command.chunkSize() : 0;
        ListOptions options =
                new ListOptions(
                        command.labelSelector().strip(),
                        command.fieldSelector().strip(),
                        limit,
                        "");
        String next;
        do {
            try (ApiResponse page = session.objects().list(type, namespace, options, form)) {
                next = receiver.receive(type, page);
            }
            options = options.after(next);
        } while (!next.isEmpty());
    }

    private void get(Selection.Target target, Representation form, Receiver receiver)
            throws IOException {
        try (ApiResponse answer =
                session.objects()
                        .get(
                                target.mapping(),
                                namespace,
                                target.name(),
                                command.subresource(),
                                form)) {
            String _ = receiver.receive(target.mapping(), answer);
        }
    }

    /** The live object of one that a file describes; one without a name is shown as it is there. */
    private void get(FoundObject object, Representation form, Receiver receiver)
            throws IOException {
        ResourceMapping mapping = object.mapping();
        if (mapping.namespaced() && object.namespace().isEmpty() && !object.name().isEmpty()) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    "no namespace set on resource "
                            + mapping.describe()
                            + " "
                            + GoQuote.quote(object.name()));
        }
        try (ApiResponse answer =
                object.name().isEmpty()
                        ? new WrittenObject(object.manifest())
                        : session.objects()
                                .get(mapping, object.namespace(), object.name(), "", form)) {
            if (isInside(object)) {
                String _ = receiver.receive(mapping, answer);
            }
        }
    }

    private boolean isInside(FoundObject object) {
        String required = command.allNamespaces() ? null : command.flags().namespace();
        try {
            if (required != null) {
                object.requireNamespace(required);
            }
            return true;
        } catch (CommandException elsewhere) {
            outside.add(elsewhere);
            return false;
        }
    }

    /** One of several things to fetch. */
    @FunctionalInterface
    private interface Attempt {
        void run() throws IOException;
    }

    private void attempt(Attempt attempt, List<CommandException> failed) throws IOException {
        try {
            attempt.run();
        } catch (StatusException failure) {
            if (failure.isNotFound() && failure.name() == null) {
                session.forgetTypes();
            }
            if (!(command.ignoreNotFound() && failure.isNotFound())) {
                failed.add(failure);
            }
        } catch (CommandException failure) {
            if (failure.code().exitStatus() != 1) {
                throw failure;
            }
            failed.add(failure);
        }
    }
}
