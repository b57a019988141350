package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.command.WhoAmICommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import java.util.Optional;

/** {@code kubectl auth whoami} (kubectl: {@code pkg/cmd/auth/whoami.go}). */
final class WhoAmISyntax implements VerbSyntax<WhoAmICommand> {

    @Override
    public String name() {
        return "auth whoami";
    }

    /** Arguments are ignored, and a template without {@code -o} too: so does kubectl. */
    @Override
    public Optional<WhoAmICommand> bind(ParsedFlags flags, RequestFiles files) {
        GlobalFlags global = GlobalFlagsReader.read(flags);
        OutputFormat output =
                flags.isGiven("output")
                        ? orName(PrintFlags.of(flags, files).format())
                        : new OutputFormat.Table(false);
        return Optional.of(
                new WhoAmICommand(global, output, flags.isTrue("allow-missing-template-keys")));
    }

    /** An empty format is given like any other, and kubectl then prints the name. */
    private static OutputFormat orName(OutputFormat format) {
        return format instanceof OutputFormat.Message ? new OutputFormat.Name() : format;
    }
}
