package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.ConfigViewCommand;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
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
        Optional<OutputFormat> output = PrintFlags.of(flags, files).checked();
        if (!flags.isTrue("merge")) {
            throw CommandException.usage("if merge==false a precise file must be specified");
        }
        if (output.isEmpty() && showsCredentials(flags)) {
            throw new CommandException(
                    ErrorCode.COMMAND_REFUSED,
                    "--raw and --flatten are refused with this format: use -o jsonpath");
        }
        return output.map(format -> command(flags, format));
    }

    private static boolean showsCredentials(ParsedFlags flags) {
        return flags.isTrue("raw") || flags.isTrue("flatten");
    }

    /** For an empty format kubectl prints the name. */
    private static ConfigViewCommand command(ParsedFlags flags, OutputFormat format) {
        return new ConfigViewCommand(
                format instanceof OutputFormat.Message ? new OutputFormat.Name() : format,
                flags.isTrue("allow-missing-template-keys"),
                flags.text("context"),
                flags.isTrue("minify"),
                showsCredentials(flags));
    }
}
