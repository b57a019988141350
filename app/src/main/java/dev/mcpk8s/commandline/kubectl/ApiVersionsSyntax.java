package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.ApiVersionsCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import java.util.Optional;

/** {@code kubectl api-versions} (kubectl: {@code pkg/cmd/apiresources/apiversions.go}). */
final class ApiVersionsSyntax implements VerbSyntax<ApiVersionsCommand> {

    @Override
    public String name() {
        return "api-versions";
    }

    @Override
    public Optional<ApiVersionsCommand> bind(ParsedFlags flags, RequestFiles files) {
        if (!flags.arguments().isEmpty()) {
            throw UsageErrors.unexpectedArguments(name(), flags.arguments());
        }
        return Optional.of(new ApiVersionsCommand(GlobalFlagsReader.read(flags)));
    }
}
