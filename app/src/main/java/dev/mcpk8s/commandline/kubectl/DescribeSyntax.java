package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.DescribeCommand;
import dev.mcpk8s.command.FileArguments;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import java.util.Optional;

/** {@code kubectl describe} (kubectl: {@code pkg/cmd/describe/describe.go}). */
final class DescribeSyntax implements VerbSyntax<DescribeCommand> {

    @Override
    public String name() {
        return "describe";
    }

    @Override
    public Optional<DescribeCommand> bind(ParsedFlags flags, RequestFiles files) {
        if (FileArgumentsReader.needKubectl(flags, files)) {
            return Optional.empty();
        }
        FileArguments named = FileArgumentsReader.read(flags);
        if (flags.arguments().isEmpty() && named.isEmpty()) {
            throw CommandException.usage(
                    "You must specify the type of resource to describe. Use \"kubectl"
                            + " api-resources\" for a complete list of supported resources.\n");
        }
        String selector = flags.text("selector").strip();
        if (named.isEmpty()) {
            ResourceArguments.check(flags.arguments(), !selector.isEmpty(), "");
        } else {
            ResourceArguments.checkBesideFiles(flags.arguments());
        }
        return Optional.of(
                new DescribeCommand(
                        GlobalFlagsReader.read(flags),
                        flags.arguments(),
                        named,
                        flags.isTrue("all-namespaces"),
                        selector,
                        flags.isGiven("show-events") ? flags.isTrue("show-events") : null,
                        flags.number("chunk-size")));
    }
}
