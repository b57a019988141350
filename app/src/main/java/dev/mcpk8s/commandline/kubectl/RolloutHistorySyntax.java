package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.FileArguments;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.command.RolloutHistoryCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import java.util.Optional;

/** {@code kubectl rollout history} (kubectl: {@code pkg/cmd/rollout/rollout_history.go}). */
final class RolloutHistorySyntax implements VerbSyntax<RolloutHistoryCommand> {

    @Override
    public String name() {
        return "rollout history";
    }

    @Override
    public Optional<RolloutHistoryCommand> bind(ParsedFlags flags, RequestFiles files) {
        FileArguments named = FileArgumentsReader.read(flags);
        OutputFormat format = PrintFlags.of(flags, files).format();
        if (FileArgumentsReader.needKubectl(flags, files) || printsSubject(flags)) {
            return Optional.empty();
        }
        RolloutArguments.check(flags, named);
        return Optional.of(
                new RolloutHistoryCommand(
                        GlobalFlagsReader.read(flags),
                        flags.arguments(),
                        named,
                        flags.text("selector").strip(),
                        flags.number("revision"),
                        ObjectOutputs.of(named(format, flags), flags)));
    }

    /** A template without {@code -o} is for the object itself, not for its revisions. */
    private static boolean printsSubject(ParsedFlags flags) {
        return flags.isGiven("template") && !flags.isGiven("output");
    }

    /** An empty {@code -o} asks for the revisions' objects, each by its name. */
    private static OutputFormat named(OutputFormat format, ParsedFlags flags) {
        return format instanceof OutputFormat.Message && flags.isGiven("output")
                ? new OutputFormat.Name()
                : format;
    }
}
