package dev.mcpk8s.verb.lastapplied;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.command.ViewLastAppliedCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.print.DocumentPrinter;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.manifest.IndentedJson;
import dev.mcpk8s.resource.manifest.ManifestException;
import dev.mcpk8s.resource.manifest.YamlValue;
import dev.mcpk8s.verb.ClusterWork;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Runs {@code kubectl apply view-last-applied} (kubectl: {@code
 * pkg/cmd/apply/apply_view_last_applied.go}).
 */
@Singleton
final class ViewLastAppliedHandler implements CommandHandler<ViewLastAppliedCommand> {

    private final ClusterWork cluster;

    ViewLastAppliedHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<ViewLastAppliedCommand> commandType() {
        return ViewLastAppliedCommand.class;
    }

    @Override
    public ExitStatus run(ViewLastAppliedCommand command, ExecutionContext context)
            throws IOException {
        return cluster.run(
                command.flags(),
                command.arguments(),
                context,
                session -> print(command, session, context));
    }

    private static void print(
            ViewLastAppliedCommand command, ClusterSession session, ExecutionContext context)
            throws IOException {
        List<String> found = new LastApplied(command, session).find(context);
        try (OutputWriter out = new OutputWriter(context.output(), Channel.STDOUT)) {
            for (String configuration : found) {
                print(configuration, command.output(), out);
            }
        }
    }

    private static void print(String configuration, String output, Writer out) throws IOException {
        try {
            switch (output) {
                case "json" -> out.write(IndentedJson.of(configuration));
                case "yaml" -> {
                    JsonNode value = YamlValue.parse(configuration);
                    DocumentPrinter.of(new OutputFormat.Yaml(), false, true).print(value, out);
                }
                default ->
                        throw CommandException.usage(
                                "Unexpected -o output mode: "
                                        + output
                                        + ", the flag 'output' must be one of yaml|json\n"
                                        + "See 'kubectl apply view-last-applied -h' for help and"
                                        + " examples");
            }
        } catch (ManifestException broken) {
            throw new CommandException(ErrorCode.COMMAND_FAILED, broken.text());
        }
    }
}
