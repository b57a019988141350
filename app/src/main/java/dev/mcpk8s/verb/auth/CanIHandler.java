package dev.mcpk8s.verb.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.CanICommand;
import dev.mcpk8s.command.CanICommand.Question;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.GroupVersion;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.verb.ClusterWork;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;

/** Runs {@code kubectl auth can-i} (kubectl: {@code pkg/cmd/auth/cani.go}). */
@Singleton
final class CanIHandler implements CommandHandler<CanICommand> {

    private static final Set<String> PATH_VERBS =
            Set.of("get", "put", "post", "head", "options", "delete", "patch", "*");

    private static final GroupVersion AUTHORIZATION =
            new GroupVersion("authorization.k8s.io", "v1");
    private static final ResourceMapping ACCESS_REVIEW =
            new ResourceMapping(
                    AUTHORIZATION, "selfsubjectaccessreviews", "SelfSubjectAccessReview", false);
    private static final ResourceMapping RULES_REVIEW =
            new ResourceMapping(
                    AUTHORIZATION, "selfsubjectrulesreviews", "SelfSubjectRulesReview", false);

    private final ClusterWork cluster;

    CanIHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<CanICommand> commandType() {
        return CanICommand.class;
    }

    /** Fails without a word when the answer is no: the answer was said. */
    @Override
    public ExitStatus run(CanICommand command, ExecutionContext context) throws IOException {
        return cluster.askServer(
                command.flags(),
                context,
                session ->
                        command.question() instanceof Question.Everything
                                ? list(command, session, context)
                                : check(command, session, context));
    }

    private static ExitStatus check(
            CanICommand command, ClusterSession session, ExecutionContext context)
            throws IOException {
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        ObjectNode spec = review.putObject("spec");
        if (command.question() instanceof Question.Path(String verb, String path)) {
            checkPath(command, verb, warnings(context));
            spec.putObject("nonResourceAttributes").put("path", path).put("verb", verb);
        } else if (command.question() instanceof Question.Resource resource) {
            ReviewedResource reviewed =
                    ReviewedResource.find(
                            resource, command.allNamespaces(), session, warnings(context));
            ObjectNode attributes = spec.putObject("resourceAttributes");
            put(attributes, "namespace", command.allNamespaces() ? "" : session.namespace());
            put(attributes, "verb", resource.verb());
            put(attributes, "group", reviewed.group());
            put(attributes, "resource", reviewed.resource());
            put(attributes, "subresource", command.subresource());
            put(attributes, "name", resource.name());
        }
        if (command.noHeaders()) {
            throw CommandException.usage("--no-headers cannot be set without --list specified");
        }
        JsonNode status = ask(session, ACCESS_REVIEW, review);
        boolean allowed = status.path("allowed").asBoolean();
        if (!command.quiet()) {
            context.stdout(allowed ? "yes\n" : refusal(status));
        }
        return allowed ? ExitStatus.SUCCESS : ExitStatus.FAILURE;
    }

    private static void checkPath(CanICommand command, String verb, Consumer<String> warnings) {
        if (!command.subresource().isEmpty()) {
            throw CommandException.usage("--subresource can not be used with NonResourceURL");
        }
        if (!PATH_VERBS.contains(verb)) {
            warnings.accept("verb '" + verb + "' is not a known verb\n");
        }
    }

    private static String refusal(JsonNode status) {
        StringBuilder answer = new StringBuilder("no");
        for (String field : new String[] {"reason", "evaluationError"}) {
            String why = status.path(field).asText();
            if (!why.isEmpty()) {
                answer.append(" - ").append(why);
            }
        }
        return answer.append('\n').toString();
    }

    private static ExitStatus list(
            CanICommand command, ClusterSession session, ExecutionContext context)
            throws IOException {
        if (command.quiet() || command.allNamespaces() || !command.subresource().isEmpty()) {
            throw CommandException.usage(
                    "list option can't be specified with neither quiet, all-namespaces nor"
                            + " subresource options");
        }
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        review.putObject("spec").put("namespace", session.namespace());
        JsonNode status = ask(session, RULES_REVIEW, review);
        if (status.path("incomplete").asBoolean()) {
            warnings(context)
                    .accept(
                            "the list may be incomplete: "
                                    + status.path("evaluationError").asText());
        }
        try (OutputWriter out = new OutputWriter(context.output(), Channel.STDOUT)) {
            AccessRules.of(status).print(!command.noHeaders(), out);
        }
        return ExitStatus.SUCCESS;
    }

    private static JsonNode ask(ClusterSession session, ResourceMapping type, ObjectNode review)
            throws IOException {
        return session.objects().ask(type, review).json().path("status");
    }

    private static Consumer<String> warnings(ExecutionContext context) {
        return text -> context.stderr("Warning: " + text + "\n");
    }

    private static void put(ObjectNode object, String field, String value) {
        if (!value.isEmpty()) {
            object.put(field, value);
        }
    }
}
