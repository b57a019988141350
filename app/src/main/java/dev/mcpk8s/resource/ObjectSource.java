package dev.mcpk8s.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.FileArguments;
import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.resource.ManifestContents.Found;
import dev.mcpk8s.resource.manifest.ManifestDocument;
import dev.mcpk8s.resource.manifest.ManifestException;
import dev.mcpk8s.resource.manifest.ManifestStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects in the files a command names, one after the other: documents are read as they are
 * asked for, lists are taken apart (cli-runtime: {@code resource/visitor.go}).
 */
public final class ObjectSource {

    /** Takes an object. What it throws is a failure of this one object. */
    @FunctionalInterface
    public interface Visitor {
        void visit(FoundObject object) throws IOException;
    }

    private final ManifestFiles files;
    private final String namespace;
    private final @Nullable String required;
    private final TypeCheck types;
    private final LabelSelector selector;
    private final boolean flat;

    /**
     * @param files the request's files, by relative path
     * @param namespace for objects that say none; empty for none
     * @param required the namespace all must be in; null where each may be in its own
     * @throws AggregateException when a file is not there, before anything is read
     */
    public ObjectSource(
            FileArguments arguments,
            Map<String, byte[]> files,
            byte[] stdin,
            String namespace,
            @Nullable String required) {
        this(
                new ManifestFiles(arguments, files, stdin),
                namespace,
                required,
                (version, kind, served) -> {},
                LabelSelector.of(""),
                true);
    }

    private ObjectSource(
            ManifestFiles files,
            String namespace,
            @Nullable String required,
            TypeCheck types,
            LabelSelector selector,
            boolean flat) {
        this.files = files;
        this.namespace = namespace;
        this.required = required;
        this.types = types;
        this.selector = selector;
        this.flat = flat;
    }

    /** The same objects for a command that does not know every type. */
    public ObjectSource checked(TypeCheck check) {
        return new ObjectSource(files, namespace, required, check, selector, flat);
    }

    /** Those of the same objects that have the labels in the file; the others are not visited. */
    public ObjectSource selected(LabelSelector labels) {
        return new ObjectSource(files, namespace, required, types, labels, flat);
    }

    /** The same for a watch, to which a list among them is a mistake. */
    public ObjectSource watched() {
        return new ObjectSource(files, namespace, required, types, selector, false);
    }

    /** How many files there are. */
    public int size() {
        return files.inputs().size();
    }

    /** Whether the command named a single file, so that a single object in it is printed bare. */
    public boolean isSingle() {
        return files.isSingle();
    }

    /**
     * Visits what it can; one failure keeps nothing else away.
     *
     * @return what failed, as kubectl puts it together: what could not be read is an aggregate of
     *     its own, after the visitor's failures; null when nothing did
     */
    public @Nullable CommandException visitAll(ClusterSession session, Visitor visitor)
            throws IOException {
        List<CommandException> failures = new ArrayList<>();
        List<CommandException> unreadable = new ArrayList<>();
        visitAll(
                session,
                object -> {
                    try {
                        visitor.visit(object);
                    } catch (CommandException failure) {
                        failures.add(ordinary(failure));
                    }
                },
                unreadable::add);
        if (!unreadable.isEmpty()) {
            failures.add(new AggregateException(unreadable));
        }
        if (failures.isEmpty()) {
            return null;
        }
        return failures.size() == 1 ? failures.getFirst() : new AggregateException(failures);
    }

    /** The same for a caller that keeps the failures in one order with its own. */
    public void visitAll(ClusterSession session, Visitor visitor, Consumer<CommandException> failed)
            throws IOException {
        for (ManifestFiles.Input input : files.inputs()) {
            try {
                visit(input, session, visitor, failed);
            } catch (CommandException failure) {
                failed.accept(ordinary(failure));
            }
        }
    }

    /**
     * Visits until something fails. A failure ends its own file; the other files are visited all
     * the same, as kubectl does, and the first failure is told at the end.
     *
     * @throws CommandException the first failure; an aggregate for one inside a list
     */
    public void visit(ClusterSession session, Visitor visitor) throws IOException {
        CommandException first = null;
        for (ManifestFiles.Input input : files.inputs()) {
            try {
                visit(
                        input,
                        session,
                        visitor,
                        failure -> {
                            throw failure;
                        });
            } catch (CommandException failure) {
                first = first == null ? ordinary(failure) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Everything the files say, read in one go. */
    public ManifestContents read(ClusterSession session) throws IOException {
        List<Found> found = new ArrayList<>();
        for (ManifestFiles.Input input : files.inputs()) {
            try {
                ManifestObjects objects = new ManifestObjects(session, input.name(), types);
                eachDocument(input, document -> found.add(found(document, objects)));
            } catch (CommandException failure) {
                found.add(new Found.Unreadable(ordinary(failure)));
            }
        }
        return new ManifestContents(found, isSingle());
    }

    private Found found(ManifestDocument document, ManifestObjects objects) throws IOException {
        try {
            if (!objects.isList(document)) {
                return new Found.Described(ready(objects.object(document)));
            }
            List<Found> members = new ArrayList<>();
            for (ObjectNode item : objects.items(document)) {
                members.add(found(item, objects));
            }
            return new Found.Listed(members);
        } catch (CommandException failure) {
            return new Found.Unreadable(ordinary(failure));
        }
    }

    private Found found(ObjectNode item, ManifestObjects objects) throws IOException {
        try {
            return new Found.Described(ready(objects.item(item)));
        } catch (CommandException failure) {
            return new Found.Unreadable(ordinary(failure));
        }
    }

    /** What ends the whole command is no failure of one object. */
    private static CommandException ordinary(CommandException failure) {
        if (failure.code().exitStatus() != 1) {
            throw failure;
        }
        return failure;
    }

    private void visit(
            ManifestFiles.Input input,
            ClusterSession session,
            Visitor visitor,
            Consumer<CommandException> failed)
            throws IOException {
        eachDocument(
                input,
                document -> {
                    try {
                        visit(document, input.name(), session, visitor);
                    } catch (CommandException failure) {
                        failed.accept(ordinary(failure));
                    }
                });
    }

    /** Takes a document of a file. */
    @FunctionalInterface
    private interface DocumentReader {
        void read(ManifestDocument document) throws IOException;
    }

    private static void eachDocument(ManifestFiles.Input input, DocumentReader reader)
            throws IOException {
        ManifestStream documents = new ManifestStream(input.content());
        try {
            for (ManifestDocument one = documents.next(); one != null; one = documents.next()) {
                reader.read(one);
            }
        } catch (ManifestException broken) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    "error parsing " + input.name() + ": " + broken.text());
        }
    }

    private void visit(
            ManifestDocument document, String origin, ClusterSession session, Visitor visitor)
            throws IOException {
        ManifestObjects objects = new ManifestObjects(session, origin, types);
        if (!objects.isList(document)) {
            visit(objects.object(document), visitor);
            return;
        }
        List<CommandException> failures = new ArrayList<>();
        for (ObjectNode item : flat ? objects.items(document) : objects.refused(document)) {
            try {
                visit(objects.item(item), visitor);
            } catch (CommandException failure) {
                failures.add(ordinary(failure));
            }
        }
        if (!failures.isEmpty()) {
            throw new AggregateException(failures);
        }
    }

    private void visit(FoundObject object, Visitor visitor) throws IOException {
        if (selector.matches(object.manifest())) {
            visitor.visit(ready(object));
        }
    }

    /** With its namespace as it counts. */
    private FoundObject ready(FoundObject found) {
        ObjectNode manifest = found.manifest();
        String own = found.namespace();
        String effective = !found.mapping().namespaced() ? "" : own.isEmpty() ? namespace : own;
        if (!effective.equals(own)) {
            JsonNode metadata = manifest.path("metadata");
            ObjectNode fields =
                    metadata instanceof ObjectNode object ? object : manifest.putObject("metadata");
            if (effective.isEmpty()) {
                fields.remove("namespace");
            } else {
                fields.put("namespace", effective);
            }
        }
        FoundObject ready =
                new FoundObject(found.mapping(), effective, found.name(), manifest, found.origin());
        if (required != null) {
            ready.requireNamespace(required);
        }
        return ready;
    }
}
