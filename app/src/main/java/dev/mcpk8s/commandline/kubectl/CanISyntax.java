package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.CanICommand;
import dev.mcpk8s.command.CanICommand.Question;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import java.util.List;
import java.util.Optional;

/** {@code kubectl auth can-i} (kubectl: {@code pkg/cmd/auth/cani.go}). */
final class CanISyntax implements VerbSyntax<CanICommand> {

    @Override
    public String name() {
        return "auth can-i";
    }

    @Override
    public Optional<CanICommand> bind(ParsedFlags flags, RequestFiles files) {
        Question question =
                flags.isTrue("list") ? everything(flags.arguments()) : one(flags.arguments());
        return Optional.of(
                new CanICommand(
                        GlobalFlagsReader.read(flags),
                        question,
                        flags.isTrue("all-namespaces"),
                        flags.text("subresource"),
                        flags.isTrue("quiet"),
                        flags.isTrue("no-headers")));
    }

    private static Question everything(List<String> arguments) {
        if (!arguments.isEmpty()) {
            throw CommandException.usage("list option must be specified with no arguments");
        }
        return new Question.Everything();
    }

    private static Question one(List<String> arguments) {
        if (arguments.size() != 2) {
            throw CommandException.usage(
                    "you must specify two arguments: verb resource or verb resource/resourceName."
                            + "\nSee 'kubectl auth can-i -h' for help and examples.");
        }
        String verb = arguments.getFirst();
        String object = arguments.getLast();
        if (object.startsWith("/")) {
            return new Question.Path(verb, object);
        }
        String[] parts = object.split("/", 2);
        return new Question.Resource(verb, parts[0], parts.length > 1 ? parts[1] : "");
    }
}
