package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.TopPodCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import java.util.List;
import java.util.Optional;

/** {@code kubectl top pod} (kubectl: {@code pkg/cmd/top/top_pod.go}). */
final class TopPodSyntax implements VerbSyntax<TopPodCommand> {

    @Override
    public String name() {
        return "top pod";
    }

    /**
     * A selector that is not plainly right is left to the real kubectl, which says what is wrong.
     */
    @Override
    public Optional<TopPodCommand> bind(ParsedFlags flags, RequestFiles files) {
        List<String> arguments = flags.arguments();
        if (arguments.size() > 1) {
            throw UsageErrors.usage(name(), "pod [NAME | -l label]");
        }
        String labels = flags.text("selector");
        String fields = flags.text("field-selector");
        if (!PlainSelectors.isLabels(labels) || !PlainSelectors.isFields(fields)) {
            return Optional.empty();
        }
        return Optional.of(
                new TopPodCommand(
                        GlobalFlagsReader.read(flags),
                        String.join("", arguments),
                        labels,
                        fields,
                        flags.text("sort-by"),
                        flags.isTrue("containers"),
                        flags.isTrue("all-namespaces"),
                        flags.isTrue("no-headers"),
                        flags.isTrue("sum"),
                        flags.isTrue("show-swap")));
    }
}
