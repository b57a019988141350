package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.FileArguments;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.command.WaitCommand;
import dev.mcpk8s.command.WaitCondition;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.GoDurations;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code kubectl wait} (kubectl: {@code pkg/cmd/wait/wait.go}). {@code --local} with files, where
 * kubectl crashes but for one condition, is left to it.
 */
final class WaitSyntax implements VerbSyntax<WaitCommand> {

    /** What a negative timeout means. */
    private static final Duration WEEK = Duration.ofDays(7);

    private static final String NOT_LOCAL =
            """
            error: you must specify resources by --filename when --local is set.
            Example resource specifications include:
               '-f rsrc.yaml'
               '--filename=rsrc.json'""";

    @Override
    public String name() {
        return "wait";
    }

    @Override
    public Optional<WaitCommand> bind(ParsedFlags flags, RequestFiles files) {
        FileArguments named = FileArgumentsReader.read(flags);
        boolean local = flags.isTrue("local");
        boolean refused = local && named.isEmpty() && !flags.arguments().isEmpty();
        if (FileArgumentsReader.needKubectl(flags, files) || (local && !refused)) {
            return Optional.empty();
        }
        OutputFormat format = PrintFlags.of(flags, files).checked();
        GlobalFlags global = GlobalFlagsReader.read(flags);
        List<WaitCondition> conditions = WaitConditions.read(flags.list("for"));
        Duration timeout = GoDurations.parse(flags.text("timeout"));
        if (refused) {
            throw CommandException.usage(NOT_LOCAL);
        }
        if (!named.isEmpty()) {
            ResourceArguments.checkBesideFiles(flags.arguments());
        }
        return Optional.of(
                new WaitCommand(
                        global,
                        flags.arguments(),
                        named,
                        flags.isTrue("all-namespaces"),
                        flags.isTrue("all"),
                        flags.text("selector").strip(),
                        flags.text("field-selector").strip(),
                        conditions,
                        timeout.isNegative() ? WEEK : timeout,
                        ObjectOutputs.of(format, flags)));
    }
}
