package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.ConfigContextsCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import java.util.Optional;

/** {@code kubectl config get-contexts} (kubectl: {@code pkg/cmd/config/get_contexts.go}). */
final class ConfigContextsSyntax implements VerbSyntax<ConfigContextsCommand> {

    @Override
    public String name() {
        return "config get-contexts";
    }

    @Override
    public Optional<ConfigContextsCommand> bind(ParsedFlags flags, RequestFiles files) {
        String output = flags.text("output");
        if (!output.isEmpty() && !output.equals("name")) {
            throw CommandException.usage(
                    "--output "
                            + output
                            + " is not available in kubectl config get-contexts; resetting to"
                            + " default output format");
        }
        return Optional.of(
                new ConfigContextsCommand(
                        flags.arguments(), !output.isEmpty(), flags.isTrue("no-headers")));
    }
}
