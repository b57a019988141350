package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.command.RolloutHistoryCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import java.util.List;
import java.util.Optional;

/** {@code kubectl rollout history} (kubectl: {@code pkg/cmd/rollout/rollout_history.go}). */
final class RolloutHistorySyntax implements VerbSyntax<RolloutHistoryCommand> {

    private static final String DEPLOYMENT = "deploy(ments?)?([.]apps|[.]v1[.]apps)?";

    @Override
    public String name() {
        return "rollout history";
    }

    @Override
    public Optional<RolloutHistoryCommand> bind(ParsedFlags flags, RequestFiles files) {
        boolean detailed = flags.number("revision") > 0 && !flags.isGiven("output");
        if (RolloutArguments.areFiles(flags) || detailed) {
            return Optional.empty();
        }
        RolloutArguments.check(flags);
        GlobalFlags global = GlobalFlagsReader.read(flags);
        return PrintFlags.of(flags, files)
                .format()
                .filter(format -> !keepsOrder(format) || areDeployments(flags.arguments()))
                .map(
                        format ->
                                new RolloutHistoryCommand(
                                        global,
                                        flags.arguments(),
                                        flags.text("selector").strip(),
                                        flags.number("revision"),
                                        ObjectOutputs.of(named(format, flags), flags)));
    }

    /** An empty {@code -o} asks for the revisions' objects, each by its name. */
    private static OutputFormat named(OutputFormat format, ParsedFlags flags) {
        return format instanceof OutputFormat.Message && flags.isGiven("output")
                ? new OutputFormat.Name()
                : format;
    }

    private static boolean keepsOrder(OutputFormat format) {
        return format instanceof OutputFormat.Json || format instanceof OutputFormat.Kyaml;
    }

    /**
     * Whether only deployments are asked for. The old templates of other workloads come with their
     * fields sorted; the order in which Go has them is not known here.
     */
    private static boolean areDeployments(List<String> arguments) {
        boolean pairs = arguments.getFirst().indexOf('/') >= 0;
        List<String> types = pairs ? arguments : List.of(arguments.getFirst().split(",", -1));
        return types.stream().allMatch(type -> type.split("/", 2)[0].matches(DEPLOYMENT));
    }
}
