package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.ConfigViewCommand;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import java.util.Optional;

/** {@code kubectl config view} (kubectl: {@code pkg/cmd/config/view.go}). */
final class ConfigViewSyntax implements VerbSyntax<ConfigViewCommand> {

    @Override
    public String name() {
        return "config view";
    }

    @Override
    public Optional<ConfigViewCommand> bind(ParsedFlags flags, RequestFiles files) {
        if (!flags.arguments().isEmpty()) {
            throw UsageErrors.unexpectedArguments(name(), flags.arguments());
        }
        OutputFormat format = PrintFlags.of(flags, files).checked();
        if (!flags.isTrue("merge")) {
            throw CommandException.usage("if merge==false a precise file must be specified");
        }
        // For an empty format kubectl prints the name.
        return Optional.of(
                new ConfigViewCommand(
                        format instanceof OutputFormat.Message ? new OutputFormat.Name() : format,
                        flags.isTrue("allow-missing-template-keys"),
                        flags.text("context"),
                        flags.isTrue("minify"),
                        flags.isTrue("raw") || flags.isTrue("flatten")));
    }
}
