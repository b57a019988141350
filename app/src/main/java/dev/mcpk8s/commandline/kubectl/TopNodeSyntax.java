package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.TopNodeCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import java.util.List;
import java.util.Optional;

/** {@code kubectl top node} (kubectl: {@code pkg/cmd/top/top_node.go}). */
final class TopNodeSyntax implements VerbSyntax<TopNodeCommand> {

    @Override
    public String name() {
        return "top node";
    }

    /**
     * A selector that is not plainly right is left to the real kubectl, which says what is wrong.
     */
    @Override
    public Optional<TopNodeCommand> bind(ParsedFlags flags, RequestFiles files) {
        List<String> arguments = flags.arguments();
        if (arguments.size() > 1) {
            throw UsageErrors.usage(name(), "node [NAME | -l label]");
        }
        String selector = flags.text("selector");
        if (!PlainSelectors.isLabels(selector)) {
            return Optional.empty();
        }
        return Optional.of(
                new TopNodeCommand(
                        GlobalFlagsReader.read(flags),
                        String.join("", arguments),
                        selector,
                        flags.text("sort-by"),
                        flags.isTrue("no-headers"),
                        flags.isTrue("show-capacity"),
                        flags.isTrue("show-swap")));
    }
}
