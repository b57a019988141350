package dev.mcpk8s.verb.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.command.WhoAmICommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.jsonpath.SortedFields;
import dev.mcpk8s.print.DocumentPrinter;
import dev.mcpk8s.print.TabWriter;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.GroupVersion;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.verb.ClusterWork;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Runs {@code kubectl auth whoami} (kubectl: {@code pkg/cmd/auth/whoami.go}). */
@Singleton
final class WhoAmIHandler implements CommandHandler<WhoAmICommand> {

    private static final String GROUP = "authentication.k8s.io";

    /** Older servers know the question by another version; the newest is tried first. */
    private static final List<String> VERSIONS = List.of("v1", "v1beta1", "v1alpha1");

    private final ClusterWork cluster;

    WhoAmIHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<WhoAmICommand> commandType() {
        return WhoAmICommand.class;
    }

    @Override
    public ExitStatus run(WhoAmICommand command, ExecutionContext context) throws IOException {
        return cluster.runOnServer(
                command.flags(),
                context,
                session -> {
                    DocumentPrinter printer = printer(command).stoppedBy(context.cancellation());
                    JsonNode review = ask(session);
                    try (OutputWriter out = new OutputWriter(context.output(), Channel.STDOUT)) {
                        printer.print(review, out);
                        printer.finish(out);
                    }
                });
    }

    private static DocumentPrinter printer(WhoAmICommand command) {
        return command.output() instanceof OutputFormat.Table
                ? WhoAmIHandler::printTable
                : DocumentPrinter.ofTyped(command.output(), command.allowMissingTemplateKeys());
    }

    private static JsonNode ask(ClusterSession session) throws IOException {
        for (String version : VERSIONS) {
            try {
                return ask(session, version);
            } catch (StatusException failure) {
                if (failure.reason().equals("Forbidden")) {
                    throw notEnabled(" or you do not have permission to call it");
                }
                if (!failure.isNotFound()) {
                    throw failure;
                }
            }
        }
        throw notEnabled("");
    }

    private static JsonNode ask(ClusterSession session, String version) throws IOException {
        ResourceMapping type =
                new ResourceMapping(
                        new GroupVersion(GROUP, version),
                        "selfsubjectreviews",
                        "SelfSubjectReview",
                        false);
        return session.objects().ask(type, JsonNodeFactory.instance.objectNode()).json();
    }

    private static CommandException notEnabled(String or) {
        return new CommandException(
                ErrorCode.COMMAND_FAILED,
                "the selfsubjectreviews API is not enabled in the cluster" + or);
    }

    private static void printTable(JsonNode review, Writer out) throws IOException {
        JsonNode user = review.path("status").path("userInfo");
        TabWriter table = TabWriter.forTables(out).write("ATTRIBUTE\tVALUE\n");
        row(table, "Username", user.path("username").asText());
        row(table, "UID", user.path("uid").asText());
        row(table, "Groups", list(user.path("groups")));
        for (Map.Entry<String, JsonNode> extra : SortedFields.of(user.path("extra"))) {
            String values = extra.getValue().isEmpty() ? "[]" : list(extra.getValue());
            table.write("Extra: " + extra.getKey() + "\t" + values + "\n");
        }
        table.flush();
    }

    private static void row(TabWriter table, String attribute, String value) throws IOException {
        if (!value.isEmpty()) {
            table.write(attribute + "\t" + value + "\n");
        }
    }

    /** As Go prints a list of strings; empty for none at all. */
    private static String list(JsonNode texts) {
        if (texts.isEmpty()) {
            return "";
        }
        StringJoiner words = new StringJoiner(" ", "[", "]");
        texts.forEach(text -> words.add(text.asText()));
        return words.toString();
    }
}
