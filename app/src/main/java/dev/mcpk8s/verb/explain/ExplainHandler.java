package dev.mcpk8s.verb.explain;

import dev.mcpk8s.command.ExplainCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.GroupVersion;
import dev.mcpk8s.resource.GroupVersionKind;
import dev.mcpk8s.resource.OpenApiClient;
import dev.mcpk8s.resource.OpenApiDocument;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.verb.ClusterWork;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs {@code kubectl explain} (kubectl: {@code pkg/cmd/explain/explain.go}). */
@Singleton
final class ExplainHandler implements CommandHandler<ExplainCommand> {

    private final ClusterWork cluster;

    ExplainHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<ExplainCommand> commandType() {
        return ExplainCommand.class;
    }

    @Override
    public ExitStatus run(ExplainCommand command, ExecutionContext context) throws IOException {
        return cluster.runOnServer(
                command.flags(), context, session -> explain(command, session, context));
    }

    private static void explain(
            ExplainCommand command, ClusterSession session, ExecutionContext context)
            throws IOException {
        Subject subject = Subject.of(command, session);
        OpenApiClient openApi = session.openApi();
        OpenApiClient.@Nullable Index index = null;
        if (!command.output().equals(ExplainCommand.PLAINTEXT_OPENAPI_V2)) {
            index = index(command, openApi);
        }
        try (OutputWriter out = new OutputWriter(context.output(), Channel.STDOUT)) {
            if (index == null) {
                explainByVersion2(command, subject, openApi.swagger(), out);
            } else {
                explainByVersion3(command, subject, index, out);
            }
        }
    }

    /** Null when the server has none: then the default format is made of the older document. */
    private static OpenApiClient.@Nullable Index index(
            ExplainCommand command, OpenApiClient openApi) throws IOException {
        try {
            return openApi.index();
        } catch (StatusException none) {
            if (command.output().equals(ExplainCommand.PLAINTEXT)) {
                return null;
            }
            throw none;
        }
    }

    private static void explainByVersion3(
            ExplainCommand command, Subject subject, OpenApiClient.Index index, OutputWriter out)
            throws IOException {
        ResourceMapping type = subject.type();
        if (!command.apiVersion().isEmpty()) {
            type =
                    new ResourceMapping(
                            groupVersion(command.apiVersion()),
                            type.resource(),
                            type.kind(),
                            type.namespaced());
        }
        OpenApiDocument document = index.document(type.groupVersion());
        if (document == null) {
            throw failure("couldn't find resource for \"" + type.describe() + "\"");
        }
        if (!command.output().equals(ExplainCommand.PLAINTEXT)) {
            throw failure("unrecognized format: " + command.output());
        }
        new TypePage(document, command.recursive(), out).print(type, subject.path());
    }

    private static void explainByVersion2(
            ExplainCommand command, Subject subject, OpenApiDocument document, OutputWriter out)
            throws IOException {
        GroupVersion version =
                command.apiVersion().isEmpty()
                        ? subject.type().groupVersion()
                        : groupVersion(command.apiVersion());
        GroupVersionKind kind = new GroupVersionKind(version, subject.type().kind());
        List<String> names = document.schemasOf(kind);
        if (names.isEmpty()) {
            throw failure("couldn't find resource for " + GoQuote.quote(kind.toString()));
        }
        new SwaggerPage(document, kind, command.recursive(), out)
                .print(names.getLast(), subject.path());
    }

    private static GroupVersion groupVersion(String apiVersion) {
        if (apiVersion.equals("/")) {
            return new GroupVersion("", "");
        }
        if (apiVersion.indexOf('/') != apiVersion.lastIndexOf('/')) {
            throw failure("unexpected GroupVersion string: " + apiVersion);
        }
        return GroupVersion.parse(apiVersion);
    }

    static CommandException failure(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
    }
}
