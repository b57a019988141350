package dev.mcpk8s.verb.get;

import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.command.GetCommand;
import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.resource.ResourceQuery;
import dev.mcpk8s.resource.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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

    /**
     * @throws CommandException when the arguments mean nothing; nothing was fetched then
     */
    Fetcher(GetCommand command, ClusterSession session) throws IOException {
        this.command = command;
        this.session = session;
        this.namespace = command.allNamespaces() ? "" : session.namespace();
        this.selection =
                new ResourceQuery(
                                command.arguments(),
                                namespace,
                                command.labelSelector(),
                                command.fieldSelector(),
                                command.subresource())
                        .resolve(session);
    }

    /** Whether one object is asked for, so that it is printed bare. */
    boolean isSingle() {
        return selection instanceof Selection.Objects(List<Selection.Target> targets)
                && targets.size() == 1;
    }

    /** Whether what is found may be of more than one type. */
    boolean mayFindSeveralKinds() {
        return switch (selection) {
            case Selection.Lists(List<ResourceMapping> types) -> types.size() > 1;
            case Selection.Objects(List<Selection.Target> targets) ->
                    targets.stream().map(Selection.Target::mapping).distinct().count() > 1;
        };
    }

    void fetch(Function<ResourceMapping, Representation> form, Receiver receiver)
            throws IOException {
        switch (selection) {
            case Selection.Lists(List<ResourceMapping> types) -> {
                for (ResourceMapping type : types) {
                    attempt(() -> list(type, form.apply(type), receiver));
                }
            }
            case Selection.Objects(List<Selection.Target> targets) -> {
                for (Selection.Target target : targets) {
                    attempt(() -> get(target, form.apply(target.mapping()), receiver));
                }
            }
        }
    }

    /**
     * What went wrong, null when nothing did. A failed list is an aggregate even when it is the
     * only failure: kubectl words it differently then.
     */
    @Nullable CommandException failure() {
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

    /** One of several things to fetch. */
    @FunctionalInterface
    private interface Attempt {
        void run() throws IOException;
    }

    private void attempt(Attempt attempt) throws IOException {
        try {
            attempt.run();
        } catch (StatusException failure) {
            if (failure.isNotFound() && failure.name() == null) {
                session.forgetTypes();
            }
            if (!(command.ignoreNotFound() && failure.isNotFound())) {
                failures.add(failure);
            }
        } catch (CommandException failure) {
            if (failure.code().exitStatus() != 1) {
                throw failure;
            }
            failures.add(failure);
        }
    }
}
