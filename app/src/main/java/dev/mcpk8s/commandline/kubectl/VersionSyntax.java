package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.VersionCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import java.util.Optional;

/** {@code kubectl version} (kubectl: {@code pkg/cmd/version/version.go}). */
final class VersionSyntax implements VerbSyntax<VersionCommand> {

    @Override
    public String name() {
        return "version";
    }

    /** With {@code --client} kubectl looks neither at arguments nor at the connection's flags. */
    @Override
    public Optional<VersionCommand> bind(ParsedFlags flags, RequestFiles files) {
        boolean clientOnly = flags.isTrue("client");
        GlobalFlags global =
                clientOnly ? GlobalFlagsReader.readOffline(flags) : GlobalFlagsReader.read(flags);
        if (!clientOnly && !flags.arguments().isEmpty()) {
            throw CommandException.usage(
                    "extra arguments: " + UsageErrors.goList(flags.arguments()));
        }
        VersionCommand.Format format =
                switch (flags.text("output")) {
                    case "" -> VersionCommand.Format.TEXT;
                    case "json" -> VersionCommand.Format.JSON;
                    case "yaml" -> VersionCommand.Format.YAML;
                    default -> throw CommandException.usage("--output must be 'yaml' or 'json'");
                };
        return Optional.of(new VersionCommand(global, clientOnly, format));
    }
}
