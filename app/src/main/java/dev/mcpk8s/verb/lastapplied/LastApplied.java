package dev.mcpk8s.verb.lastapplied;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.ViewLastAppliedCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.FoundObject;
import dev.mcpk8s.resource.LabelSelector;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.ObjectSource;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.resource.ResourceQuery;
import dev.mcpk8s.resource.Selection;
import dev.mcpk8s.verb.DescribedObjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Collects what the objects of a command remember of their last apply, and stops at a failure. */
final class LastApplied {

    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

    private final ViewLastAppliedCommand command;
    private final ClusterSession session;
    private final List<String> configurations = new ArrayList<>();

    LastApplied(ViewLastAppliedCommand command, ClusterSession session) {
        this.command = command;
        this.session = session;
    }

    List<String> find(ExecutionContext context) throws IOException {
        ObjectSource files = DescribedObjects.of(command.files(), session.namespace(), context);
        if (files == null) {
            findNamed();
        } else {
            files.visit(session, this::addDescribed);
        }
        return configurations;
    }

    private void findNamed() throws IOException {
        Selection selection =
                new ResourceQuery(
                                command.arguments(),
                                session.namespace(),
                                command.labelSelector(),
                                "",
                                "")
                        .resolve(session);
        switch (selection) {
            case Selection.Lists(List<ResourceMapping> types) -> {
                if (!command.every()) {
                    throw new CommandException(
                            ErrorCode.COMMAND_FAILED,
                            "resource(s) were provided, but no name was specified");
                }
                for (ResourceMapping type : types) {
                    addAll(type);
                }
            }
            case Selection.Objects(List<Selection.Target> targets) -> {
                for (Selection.Target target : targets) {
                    addOwn(live(target.mapping(), session.namespace(), target.name()));
                }
            }
        }
    }

    private void addAll(ResourceMapping type) throws IOException {
        ListOptions options = new ListOptions(command.labelSelector(), "", 0, "");
        session.objects()
                .list(type, session.namespace(), options, Representation.OBJECT)
                .json()
                .path("items")
                .forEach(this::addOwn);
    }

    private JsonNode live(ResourceMapping mapping, String namespace, String name)
            throws IOException {
        return session.objects().get(mapping, namespace, name, "", Representation.OBJECT).json();
    }

    /** kubectl says nothing of an object that remembers nothing, unless it came out of a file. */
    private void addOwn(JsonNode object) {
        JsonNode configuration = configuration(object);
        if (!configuration.isMissingNode()) {
            configurations.add(configuration.asText());
        }
    }

    private void addDescribed(FoundObject object) throws IOException {
        JsonNode live =
                object.name().isEmpty()
                        ? object.manifest()
                        : live(object.mapping(), object.namespace(), object.name());
        if (!LabelSelector.of(command.labelSelector()).matches(live)) {
            return;
        }
        String required = command.flags().namespace();
        if (required != null) {
            object.requireNamespace(required);
        }
        JsonNode configuration = configuration(live);
        if (configuration.isMissingNode()) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    "error when no last-applied-configuration annotation found on resource: "
                            + object.name()
                            + "\n "
                            + GoQuote.quote(object.origin())
                            + ": <nil>");
        }
        configurations.add(configuration.asText());
    }

    private static JsonNode configuration(JsonNode object) {
        return object.path("metadata").path("annotations").path(ANNOTATION);
    }
}
