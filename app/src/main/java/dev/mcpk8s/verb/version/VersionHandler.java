package dev.mcpk8s.verb.version;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.VersionCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.print.YamlText;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ReferenceVersion;
import dev.mcpk8s.resource.ServerVersion;
import dev.mcpk8s.verb.ClusterWork;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs {@code kubectl version} (kubectl: {@code pkg/cmd/version/version.go}). */
@Singleton
final class VersionHandler implements CommandHandler<VersionCommand> {

    private final ClusterWork cluster;

    VersionHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<VersionCommand> commandType() {
        return VersionCommand.class;
    }

    /** What the client is stands on standard output even when the server cannot be asked. */
    @Override
    public ExitStatus run(VersionCommand command, ExecutionContext context) throws IOException {
        if (command.clientOnly()) {
            context.stdout(text(command.format(), null));
            return ExitStatus.SUCCESS;
        }
        return cluster.runOnServer(
                command.flags(),
                context,
                session -> {
                    ServerVersion server = ask(session, command, context);
                    context.stdout(text(command.format(), server));
                    warnOfSkew(command, server, context);
                });
    }

    private static ServerVersion ask(
            ClusterSession session, VersionCommand command, ExecutionContext context)
            throws IOException {
        try {
            return session.serverVersion();
        } catch (IOException | CommandException unanswered) {
            context.stdout(text(command.format(), null));
            throw unanswered;
        }
    }

    private static void warnOfSkew(
            VersionCommand command, ServerVersion server, ExecutionContext context) {
        String warning = VersionSkew.warning(server.gitVersion());
        if (warning.isEmpty()) {
            return;
        }
        if (command.flags().warningsAsErrors()) {
            throw new CommandException(ErrorCode.COMMAND_FAILED, warning);
        }
        context.stderr("Warning: " + warning + "\n");
    }

    private static String text(VersionCommand.Format format, @Nullable ServerVersion server)
            throws IOException {
        return switch (format) {
            case TEXT -> lines(server);
            case JSON -> json(server);
            case YAML -> yaml(server);
        };
    }

    private static String lines(@Nullable ServerVersion server) {
        String client =
                "Client Version: "
                        + ReferenceVersion.GIT_VERSION
                        + "\nKustomize Version: "
                        + ReferenceVersion.KUSTOMIZE
                        + "\n";
        return server == null ? client : client + "Server Version: " + server.gitVersion() + "\n";
    }

    /** In the order of Go's struct, indented by two: not what the printers of objects do. */
    private static String json(@Nullable ServerVersion server) {
        StringBuilder text = new StringBuilder("{\n");
        info(text, "clientVersion", ReferenceVersion.CLIENT);
        text.append(",\n  \"kustomizeVersion\": \"").append(ReferenceVersion.KUSTOMIZE).append('"');
        if (server != null) {
            text.append(",\n");
            info(text, "serverVersion", server.fields());
        }
        return text.append("\n}\n").toString();
    }

    private static void info(StringBuilder text, String name, Map<String, String> fields) {
        text.append("  \"").append(name).append("\": {");
        String separator = "\n";
        for (Map.Entry<String, String> field : fields.entrySet()) {
            text.append(separator)
                    .append("    \"")
                    .append(field.getKey())
                    .append("\": ")
                    .append(GoQuote.quote(field.getValue()));
            separator = ",\n";
        }
        text.append("\n  }");
    }

    private static String yaml(@Nullable ServerVersion server) throws IOException {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode client = document.putObject("clientVersion");
        ReferenceVersion.CLIENT.forEach(client::put);
        document.put("kustomizeVersion", ReferenceVersion.KUSTOMIZE);
        if (server != null) {
            ObjectNode fields = document.putObject("serverVersion");
            server.fields().forEach(fields::put);
        }
        StringWriter text = new StringWriter();
        YamlText.write(document, text);
        return text.append('\n').toString();
    }
}
