package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.EventsCommand;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import java.util.Optional;

/** {@code kubectl events} (kubectl: {@code pkg/cmd/events/events.go}). */
final class EventsSyntax implements VerbSyntax<EventsCommand> {

    @Override
    public String name() {
        return "events";
    }

    @Override
    public Optional<EventsCommand> bind(ParsedFlags flags, RequestFiles files) {
        GlobalFlags global = GlobalFlagsReader.read(flags);
        OutputFormat format = PrintFlags.of(flags, files).format();
        return Optional.of(
                new EventsCommand(
                        global,
                        flags.isTrue("all-namespaces"),
                        flags.text("for"),
                        flags.list("types"),
                        flags.isTrue("no-headers"),
                        flags.isTrue("watch"),
                        ObjectOutputs.of(format, flags)));
    }
}
