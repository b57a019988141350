package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.ApiResourcesCommand;
import dev.mcpk8s.command.ApiResourcesCommand.Format;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code kubectl api-resources} (kubectl: {@code pkg/cmd/apiresources/apiresources.go}). */
final class ApiResourcesSyntax implements VerbSyntax<ApiResourcesCommand> {

    private static final List<String> FORMATS = List.of("json", "kyaml", "name", "wide", "yaml");
    private static final Set<String> SORT_KEYS = Set.of("", "name", "kind");

    @Override
    public String name() {
        return "api-resources";
    }

    @Override
    public Optional<ApiResourcesCommand> bind(ParsedFlags flags, RequestFiles files) {
        if (!flags.arguments().isEmpty()) {
            throw UsageErrors.unexpectedArguments(name(), flags.arguments());
        }
        GlobalFlags global = GlobalFlagsReader.read(flags);
        Optional<Format> format = format(flags.text("output"));
        String sortBy = flags.text("sort-by");
        if (!SORT_KEYS.contains(sortBy)) {
            throw CommandException.usage("--sort-by accepts only name or kind");
        }
        return format.map(
                printed ->
                        new ApiResourcesCommand(
                                global,
                                flags.isGiven("api-group") ? flags.text("api-group") : null,
                                flags.isGiven("namespaced") ? flags.isTrue("namespaced") : null,
                                flags.list("verbs"),
                                flags.list("categories"),
                                sortBy,
                                printed,
                                flags.isTrue("no-headers")));
    }

    /** Empty for the one format that only the real kubectl prints. */
    private static Optional<Format> format(String output) {
        return switch (output) {
            case "" -> Optional.of(Format.TABLE);
            case "wide" -> Optional.of(Format.WIDE);
            case "name" -> Optional.of(Format.NAME);
            default ->
                    switch (output.toLowerCase(Locale.ROOT)) {
                        case "json" -> Optional.of(Format.JSON);
                        case "yaml" -> Optional.of(Format.YAML);
                        case "kyaml" -> Optional.empty();
                        default -> throw UsageErrors.noPrinter(output, FORMATS);
                    };
        };
    }
}
