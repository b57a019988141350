package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.ConfigNamesCommand;
import dev.mcpk8s.command.ConfigNamesCommand.Names;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import java.util.Optional;

/**
 * {@code kubectl config current-context}, {@code get-clusters} and {@code get-users}, which look at
 * neither arguments nor flags (kubectl: {@code pkg/cmd/config}).
 */
record ConfigNamesSyntax(String name, Names names) implements VerbSyntax<ConfigNamesCommand> {

    static ConfigNamesSyntax of(Names names) {
        String name =
                switch (names) {
                    case CURRENT_CONTEXT -> "config current-context";
                    case CLUSTERS -> "config get-clusters";
                    case USERS -> "config get-users";
                };
        return new ConfigNamesSyntax(name, names);
    }

    @Override
    public Optional<ConfigNamesCommand> bind(ParsedFlags flags, RequestFiles files) {
        return Optional.of(new ConfigNamesCommand(names));
    }
}
