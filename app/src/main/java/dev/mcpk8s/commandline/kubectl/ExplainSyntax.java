package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.ExplainCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import java.util.List;
import java.util.Optional;

/** {@code kubectl explain} (kubectl: {@code pkg/cmd/explain/explain.go}). */
final class ExplainSyntax implements VerbSyntax<ExplainCommand> {

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public Optional<ExplainCommand> bind(ParsedFlags flags, RequestFiles files) {
        List<String> arguments = flags.arguments();
        if (arguments.isEmpty()) {
            throw CommandException.usage(
                    "You must specify the type of resource to explain. Use \"kubectl"
                            + " api-resources\" for a complete list of supported resources.\n");
        }
        if (arguments.size() > 1) {
            throw CommandException.usage("We accept only this format: explain RESOURCE\n");
        }
        return Optional.of(
                new ExplainCommand(
                        GlobalFlagsReader.read(flags),
                        arguments.getFirst(),
                        flags.isTrue("recursive"),
                        flags.text("api-version"),
                        flags.text("output")));
    }
}
