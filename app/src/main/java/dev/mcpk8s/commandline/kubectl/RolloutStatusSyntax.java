package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.FileArguments;
import dev.mcpk8s.command.RolloutStatusCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.GoDurations;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import java.time.Duration;
import java.util.Optional;

/** {@code kubectl rollout status} (kubectl: {@code pkg/cmd/rollout/rollout_status.go}). */
final class RolloutStatusSyntax implements VerbSyntax<RolloutStatusCommand> {

    @Override
    public String name() {
        return "rollout status";
    }

    @Override
    public Optional<RolloutStatusCommand> bind(ParsedFlags flags, RequestFiles files) {
        if (FileArgumentsReader.needKubectl(flags, files)) {
            return Optional.empty();
        }
        FileArguments named = FileArgumentsReader.read(flags);
        RolloutArguments.check(flags, named);
        Duration timeout = GoDurations.parse(flags.text("timeout"));
        return Optional.of(
                new RolloutStatusCommand(
                        GlobalFlagsReader.read(flags),
                        flags.arguments(),
                        named,
                        flags.text("selector").strip(),
                        flags.isTrue("watch"),
                        flags.number("revision"),
                        timeout.isNegative() ? Duration.ZERO : timeout));
    }
}
