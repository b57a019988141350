package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.HelpCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import java.util.Optional;

/** {@code kubectl help COMMAND}; a command it does not know is no failure. */
record HelpSyntax(HelpPages pages) implements VerbSyntax<HelpCommand> {

    @Override
    public String name() {
        return "help";
    }

    @Override
    public Optional<HelpCommand> bind(ParsedFlags flags, RequestFiles files) {
        return Optional.of(pages.about(flags.arguments()));
    }
}
