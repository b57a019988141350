package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.flag.FlagException;
import dev.mcpk8s.commandline.flag.FlagParser;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads kubectl's command lines: finds the verb, reads its flags, refuses what may not run here,
 * and binds the native verbs. What runs in the sandbox is passed on word for word.
 */
public final class KubectlReader {

    /** Flags with which a verb may delete what it otherwise only changes. */
    private static final Set<String> DELETING =
            Set.of(
                    "apply force",
                    "apply prune",
                    "create raw",
                    "debug replace",
                    "replace force",
                    "replace raw",
                    "run rm");

    private final CommandFinder finder;
    private final VerbCatalog catalog;

    public KubectlReader() {
        CommandTree tree = CommandTree.load();
        finder = new CommandFinder(tree);
        catalog = new VerbCatalog(tree);
    }

    /**
     * @param line the words after the tool's name
     * @throws CommandException {@link ErrorCode#USAGE} in kubectl's words, or {@link
     *     ErrorCode#COMMAND_REFUSED}
     */
    public Command read(List<String> line, RequestFiles files) {
        CommandFinder.Found found = finder.find(line);
        CommandNode node = found.command();
        String name = VerbCatalog.nameOf(node.path());
        Verb verb = catalog.of(node);
        if (verb instanceof Verb.Refused refused && !asksForHelp(found)) {
            throw refusal(name, refused);
        }
        ParsedFlags flags = flags(found);
        RefusedFlags.check(name, flags);
        FileFlags.check(name, flags, files);
        if (flags.isTrue("help")) {
            return catalog.pages().asked(node);
        }
        return switch (verb) {
            case Verb.Native(VerbSyntax<?> syntax, Effect effect) ->
                    bind(syntax, flags, files)
                            .orElseGet(() -> sandboxed(name, effect, flags, line));
            case Verb.Sandboxed(Effect effect, Verb.UsageCheck check) -> {
                check.check(name, flags);
                yield sandboxed(name, effect(name, effect, flags), flags, line);
            }
            case Verb.Refused refused -> throw refusal(name, refused);
        };
    }

    private static CommandException refusal(String name, Verb.Refused refused) {
        return new CommandException(
                ErrorCode.COMMAND_REFUSED, "kubectl " + name + " is refused: " + refused.instead());
    }

    private static <C extends Command> Optional<Command> bind(
            VerbSyntax<C> syntax, ParsedFlags flags, RequestFiles files) {
        List<String> missing =
                flags.definitions().all().stream()
                        .filter(FlagDefinition::isRequired)
                        .map(FlagDefinition::name)
                        .filter(name -> !flags.isGiven(name))
                        .toList();
        if (!missing.isEmpty()) {
            throw CommandException.usage(
                    "required flag(s) \"" + String.join("\", \"", missing) + "\" not set");
        }
        return syntax.bind(flags, files).map(command -> command);
    }

    private static Command sandboxed(
            String verb, Effect effect, ParsedFlags flags, List<String> line) {
        return new ToolCommand(Tool.KUBECTL, effect, line, Consequences.of(verb, effect, flags));
    }

    private static boolean asksForHelp(CommandFinder.Found found) {
        try {
            return FlagParser.parse(found.command().flags(), found.words()).isTrue("help");
        } catch (FlagException _) {
            return false;
        }
    }

    private static ParsedFlags flags(CommandFinder.Found found) {
        try {
            return FlagParser.parse(found.command().flags(), found.words());
        } catch (FlagException wrong) {
            throw FlagUsageException.of(found.command().path(), wrong.text());
        }
    }

    private static Effect effect(String verb, Effect usual, ParsedFlags flags) {
        boolean deletes =
                flags.given().stream()
                        .anyMatch(
                                given ->
                                        DELETING.contains(verb + " " + given.flag().name())
                                                && !given.isSwitchedOff());
        return deletes ? Effect.DELETE : usual;
    }
}
