package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.DescribeCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import java.util.Optional;

/**
 * {@code kubectl describe} (kubectl: {@code pkg/cmd/describe/describe.go}). Files are left to the
 * real kubectl.
 */
final class DescribeSyntax implements VerbSyntax<DescribeCommand> {

    @Override
    public String name() {
        return "describe";
    }

    @Override
    public Optional<DescribeCommand> bind(ParsedFlags flags, RequestFiles files) {
        if (flags.isGiven("filename") || !flags.text("kustomize").isEmpty()) {
            return Optional.empty();
        }
        if (flags.arguments().isEmpty()) {
            throw CommandException.usage(
                    "You must specify the type of resource to describe. Use \"kubectl"
                            + " api-resources\" for a complete list of supported resources.\n");
        }
        String selector = flags.text("selector").strip();
        ResourceArguments.check(flags.arguments(), !selector.isEmpty(), "");
        return Optional.of(
                new DescribeCommand(
                        GlobalFlagsReader.read(flags),
                        flags.arguments(),
                        flags.isTrue("all-namespaces"),
                        selector,
                        flags.isGiven("show-events") ? flags.isTrue("show-events") : null,
                        flags.number("chunk-size")));
    }
}
