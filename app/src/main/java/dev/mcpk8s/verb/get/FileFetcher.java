package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.command.GetCommand;
import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.FoundObject;
import dev.mcpk8s.resource.LabelSelector;
import dev.mcpk8s.resource.ManifestContents;
import dev.mcpk8s.resource.ManifestContents.Found;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.ResourceMapping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fetches what files describe, as the cluster has it. */
final class FileFetcher extends Fetcher {

    private final GetCommand command;
    private final ClusterSession session;
    private final ManifestContents contents;
    private final LabelSelector selector;

    /** What was found in another namespace than the one asked for. */
    private final List<CommandException> outside = new ArrayList<>();

    FileFetcher(GetCommand command, ClusterSession session, ManifestContents contents) {
        super(command, session);
        this.command = command;
        this.session = session;
        this.contents = contents;
        this.selector = LabelSelector.of(command.labelSelector());
    }

    @Override
    boolean isSingle() {
        return contents.single();
    }

    @Override
    Stream<ResourceMapping> types() {
        return types(contents.found());
    }

    private static Stream<ResourceMapping> types(List<Found> found) {
        return found.stream()
                .flatMap(
                        one ->
                                switch (one) {
                                    case Found.Described(FoundObject object) ->
                                            Stream.of(object.mapping());
                                    case Found.Listed(List<Found> members) -> types(members);
                                    case Found.Unreadable _ -> Stream.empty();
                                });
    }

    @Override
    void fetch(Function<ResourceMapping, Representation> form, Receiver receiver)
            throws IOException {
        fetch(contents.found(), form, receiver, failures());
    }

    private void fetch(
            List<Found> found,
            Function<ResourceMapping, Representation> form,
            Receiver receiver,
            List<CommandException> failed)
            throws IOException {
        for (Found one : found) {
            switch (one) {
                case Found.Described(FoundObject object) ->
                        attempt(() -> get(object, form.apply(object.mapping()), receiver), failed);
                case Found.Listed(List<Found> members) -> {
                    List<CommandException> together = new ArrayList<>();
                    fetch(members, form, receiver, together);
                    if (!together.isEmpty()) {
                        failed.add(new AggregateException(together));
                    }
                }
                case Found.Unreadable(CommandException failure) -> failed.add(failure);
            }
        }
    }

    @Override
    @Nullable CommandException failure() {
        CommandException unread = super.failure();
        if (outside.isEmpty()) {
            return unread;
        }
        List<CommandException> all = new ArrayList<>(outside);
        if (unread != null) {
            all.add(unread);
        }
        return all.size() == 1 ? all.getFirst() : new AggregateException(all);
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
            if (selector.isEmpty()) {
                hand(object, answer, receiver);
                return;
            }
            // A table has no labels, whatever is in it: kubectl looks at the table's own.
            JsonNode found = answer.json();
            if (selector.matches(found)) {
                hand(object, new WrittenObject(found), receiver);
            }
        }
    }

    private void hand(FoundObject object, ApiResponse answer, Receiver receiver)
            throws IOException {
        if (isInside(object)) {
            String _ = receiver.receive(object.mapping(), answer);
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
}
