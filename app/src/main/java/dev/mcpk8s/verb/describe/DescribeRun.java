package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.DescribeCommand;
import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.ObjectSource;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.resource.ResourceQuery;
import dev.mcpk8s.resource.Selection;
import dev.mcpk8s.verb.DescribedObjects;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
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
        FoundObjects found = find();
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

    private FoundObjects find() throws IOException {
        if (files != null) {
            return FoundObjects.described(files, required(), session);
        }
        Selection selection =
                query(command.arguments(), namespace, command.labelSelector()).resolve(session);
        return FoundObjects.find(selection, namespace, lists(command.labelSelector()), session);
    }

    private @Nullable String required() {
        return command.allNamespaces() ? null : command.flags().namespace();
    }

    /** Several objects go without events, unless these are asked for. */
    private void describe(FoundObjects found, List<CommandException> failures) throws IOException {
        boolean alone = found.failure() == null && found.objects().size() == 1;
        Set<String> known = new HashSet<>();
        boolean first = true;
        for (FoundObjects.Found object : found.objects()) {
            try {
                String text = described(object, wantsEvents(alone));
                out.write(first ? text : "\n\n" + text);
                out.flush();
                first = false;
            } catch (StatusException refused) {
                if (known.add(refused.text())) {
                    failures.add(refused);
                }
            }
        }
    }

    /** No object has the name: those whose names begin with it are meant. */
    private void describeMatching(String type, String prefix, StatusException missing)
            throws IOException {
        Selection selection = query(List.of(type), session.namespace(), "").resolve(session);
        if (new HashSet<>(List.of(type.split(",", -1))).size() > 1) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED, "you may only specify a single resource type");
        }
        FoundObjects found = FoundObjects.find(selection, session.namespace(), lists(""), session);
        if (found.failure() != null) {
            throw found.failure();
        }
        boolean matched = false;
        for (FoundObjects.Found object : found.objects()) {
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

    private String described(FoundObjects.Found object, boolean withEvents) throws IOException {
        DescribeScope scope =
                new DescribeScope(session, withEvents, command.chunkSize(), Instant.now());
        StringWriter text = new StringWriter();
        Description description = new Description(text);
        describers.of(object.type()).describe(content(object), scope, description);
        description.flush();
        return text.toString();
    }

    /** A kind with a describer of its own is described in its group's first version. */
    private JsonNode content(FoundObjects.Found object) throws IOException {
        ResourceMapping type =
                describers.isKnown(object.type())
                        ? session.mapping(object.type().qualifiedResource())
                        : object.type();
        JsonNode content = object.content();
        if (content == null || !type.equals(object.type())) {
            FoundObjects.Found now =
                    FoundObjects.get(type, object.namespace(), object.name(), session);
            content = now.content();
        }
        return Objects.requireNonNull(content);
    }

    private ListOptions lists(String labelSelector) {
        return new ListOptions(labelSelector, "", command.chunkSize(), "");
    }

    private static ResourceQuery query(List<String> arguments, String namespace, String selector) {
        return new ResourceQuery(arguments, namespace, selector, "", "");
    }
}
