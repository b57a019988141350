package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mcpk8s.command.DescribeCommand;
import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.LabelSelector;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.ObjectSource;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.resource.ResourceQuery;
import dev.mcpk8s.resource.Selection;
import dev.mcpk8s.verb.DescribedObjects;
import dev.mcpk8s.workload.KnownTypes;
import dev.mcpk8s.workload.LiveObject;
import dev.mcpk8s.workload.ObjectFinder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One describe command: everything it means, described one after the other. */
final class DescribeRun {

    private final DescribeCommand command;
    private final ClusterSession session;
    private final Describers describers;
    private final Writer out;
    private final String namespace;
    private final @Nullable ObjectSource files;

    DescribeRun(
            DescribeCommand command,
            ExecutionContext context,
            ClusterSession session,
            Describers describers,
            Writer out) {
        this.command = command;
        this.session = session;
        this.describers = describers;
        this.out = out;
        this.namespace = command.allNamespaces() ? "" : session.namespace();
        this.files = DescribedObjects.of(command.files(), namespace, context);
    }

    /**
     * @param stderr takes the word that there is nothing
     * @throws CommandException what could not be had, after everything else was printed
     */
    void run(Consumer<String> stderr) throws IOException {
        Found found = find();
        if (found.failure() instanceof StatusException missing
                && missing.isNotFound()
                && command.arguments().size() == 2) {
            describeMatching(command.arguments().getFirst(), command.arguments().get(1), missing);
            return;
        }
        List<CommandException> failures = new ArrayList<>();
        if (found.failure() != null) {
            failures.add(found.failure());
        }
        describe(found, failures);
        if (!failures.isEmpty()) {
            throw new AggregateException(failures);
        }
        if (found.objects().isEmpty()) {
            stderr.accept(
                    command.allNamespaces()
                            ? "No resources found\n"
                            : "No resources found in " + session.namespace() + " namespace.\n");
        }
    }

    /**
     * What a command means, as far as it could be had.
     *
     * @param failure null when all could be had
     */
    private record Found(List<LiveObject> objects, @Nullable CommandException failure) {}

    private Found find() throws IOException {
        if (files != null) {
            return named(files);
        }
        String labels = command.labelSelector();
        return find(select(command.arguments(), namespace, labels), finder(namespace, labels));
    }

    private Selection select(List<String> arguments, String in, String labelSelector)
            throws IOException {
        return new ResourceQuery(arguments, in, labelSelector, "", "").resolve(session);
    }

    private static Found find(Selection selection, ObjectFinder finder) throws IOException {
        List<LiveObject> objects = new ArrayList<>();
        CommandException failure = finder.visit(selection, objects::add);
        return new Found(objects, failure);
    }

    /** What files describe, without a look at the cluster. */
    private Found named(ObjectSource described) throws IOException {
        List<LiveObject> objects = new ArrayList<>();
        String required = required();
        CommandException failure =
                described
                        .selected(LabelSelector.of(command.labelSelector()))
                        .visitAll(
                                session,
                                object -> {
                                    if (required != null) {
                                        object.requireNamespace(required);
                                    }
                                    objects.add(
                                            new LiveObject(
                                                    object.mapping(),
                                                    object.namespace(),
                                                    object.name(),
                                                    MissingNode.getInstance()));
                                });
        return new Found(objects, failure);
    }

    private ObjectFinder finder(String in, String labelSelector) {
        ListOptions options = new ListOptions(labelSelector, "", command.chunkSize(), "");
        return new ObjectFinder(session, in, options, KnownTypes::all).namingListed();
    }

    private @Nullable String required() {
        return command.allNamespaces() ? null : command.flags().namespace();
    }

    /** Several objects go without events, unless these are asked for. */
    private void describe(Found found, List<CommandException> failures) throws IOException {
        boolean alone = found.failure() == null && found.objects().size() == 1;
        Set<String> known = new HashSet<>();
        boolean first = true;
        for (LiveObject object : found.objects()) {
            try {
                String text = described(object, wantsEvents(alone));
                out.write(first ? text : "\n\n" + text);
                out.flush();
                first = false;
            } catch (CommandException failure) {
                if (failure.code().exitStatus() != 1) {
                    throw failure;
                }
                if (known.add(failure.text())) {
                    failures.add(failure);
                }
            }
        }
    }

    /** No object has the name: those whose names begin with it are meant. */
    private void describeMatching(String type, String prefix, StatusException missing)
            throws IOException {
        Selection all = select(List.of(type), session.namespace(), "");
        if (new HashSet<>(List.of(type.split(",", -1))).size() > 1) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED, "you may only specify a single resource type");
        }
        Found found = find(all, finder(session.namespace(), ""));
        if (found.failure() != null) {
            throw found.failure();
        }
        boolean matched = false;
        for (LiveObject object : found.objects()) {
            if (object.name().startsWith(prefix)) {
                matched = true;
                out.write(described(object, wantsEvents(false)) + "\n");
                out.flush();
            }
        }
        if (!matched) {
            throw missing;
        }
    }

    private boolean wantsEvents(boolean alone) {
        return command.showEvents() == null ? alone : command.showEvents();
    }

    private String described(LiveObject object, boolean withEvents) throws IOException {
        DescribeScope scope =
                new DescribeScope(session, withEvents, command.chunkSize(), Instant.now());
        StringWriter text = new StringWriter();
        Description description = new Description(text);
        describers.of(object.mapping()).describe(content(object), scope, description);
        description.flush();
        return text.toString();
    }

    /** A kind with a describer of its own is described in its group's first version. */
    private JsonNode content(LiveObject object) throws IOException {
        ResourceMapping type =
                describers.isKnown(object.mapping())
                        ? session.mapping(object.mapping().qualifiedResource())
                        : object.mapping();
        return object.object().isMissingNode() || !type.equals(object.mapping())
                ? finder(object.namespace(), "").get(type, object.name()).object()
                : object.object();
    }
}
