package dev.mcpk8s.verb.get;

import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.command.GetCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.resource.ResourceQuery;
import dev.mcpk8s.resource.Selection;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fetches what the arguments name: lists of types, or objects by name. */
final class ArgumentFetcher extends Fetcher {

    private final GetCommand command;
    private final ClusterSession session;
    private final String namespace;
    private final Selection selection;

    /**
     * @throws CommandException when the arguments mean nothing
     */
    ArgumentFetcher(GetCommand command, ClusterSession session) throws IOException {
        super(command, session);
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

    @Override
    boolean isSingle() {
        return selection instanceof Selection.Objects(List<Selection.Target> targets)
                && targets.size() == 1;
    }

    @Override
    Stream<ResourceMapping> types() {
        return switch (selection) {
            case Selection.Lists lists -> lists.types().stream();
            case Selection.Objects(List<Selection.Target> targets) ->
                    targets.stream().map(Selection.Target::mapping);
        };
    }

    @Override
    void fetch(Function<ResourceMapping, Representation> form, Receiver receiver)
            throws IOException {
        switch (selection) {
            case Selection.Lists(List<ResourceMapping> types) -> {
                for (ResourceMapping type : types) {
                    attempt(() -> list(type, form.apply(type), receiver), failures());
                }
            }
            case Selection.Objects(List<Selection.Target> targets) -> {
                for (Selection.Target target : targets) {
                    attempt(() -> get(target, form.apply(target.mapping()), receiver), failures());
                }
            }
        }
    }

    @Override
    @Nullable CommandException failure() {
        boolean bare = selection instanceof Selection.Objects && failures().size() == 1;
        return bare ? failures().getFirst() : super.failure();
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
}
