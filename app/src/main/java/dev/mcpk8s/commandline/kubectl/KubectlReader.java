package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.command.ToolUse;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.flag.FlagException;
import dev.mcpk8s.commandline.flag.FlagParser;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.commandline.tree.CommandNode;
import dev.mcpk8s.commandline.tree.CommandTree;
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

    /** Verbs whose files are part of their answer. */
    private static final Set<String> WRITING = Set.of("cluster-info dump", "cp", "kustomize");

    /** A longer number is none that kubectl takes. */
    private static final int MOST_DIGITS = 9;

    private final CommandFinder finder;
    private final VerbCatalog catalog;

    public KubectlReader() {
        CommandTree tree = VerbCatalog.kubectlTree();
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
                    effect != Effect.LOCAL && tellsOfRequests(flags)
                            ? sandboxed(name, effect, flags, line)
                            : bind(syntax, effect, flags, files)
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
            VerbSyntax<C> syntax, Effect effect, ParsedFlags flags, RequestFiles files) {
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
        boolean doubtful =
                GlobalFlagsReader.areWrong(flags)
                        ? GlobalFlagsReader.mayBeWrongTwice(flags)
                                || isWrongBesides(syntax, flags, files)
                                || !FileArgumentsReader.read(flags).isEmpty()
                        : effect != Effect.LOCAL
                                && GlobalFlagsReader.chooseTarget(flags)
                                && (FileArgumentsReader.namesMissing(flags, files)
                                        || isWrongBesides(syntax, flags, files));
        return doubtful ? Optional.empty() : syntax.bind(flags, files).map(command -> command);
    }

    /** From {@code -v=6} on kubectl logs its requests: only kubectl itself can. */
    private static boolean tellsOfRequests(ParsedFlags flags) {
        String level = flags.text("v");
        if (level.length() == 1) {
            return level.charAt(0) >= '6' && level.charAt(0) <= '9';
        }
        return level.length() > 1
                && level.length() <= MOST_DIGITS
                && level.charAt(0) != '0'
                && level.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    /** Of several mistakes kubectl tells one, and which depends on the verb. */
    private static boolean isWrongBesides(
            VerbSyntax<?> syntax, ParsedFlags flags, RequestFiles files) {
        try {
            return syntax.bind(flags.without("request-timeout"), files).isEmpty();
        } catch (CommandException mistake) {
            return mistake.code() == ErrorCode.USAGE;
        }
    }

    private static Command sandboxed(
            String verb, Effect effect, ParsedFlags flags, List<String> line) {
        FileFlags.checkObjects(flags);
        ToolUse use = WRITING.contains(verb) ? ToolUse.WRITING : ToolUse.UNKNOWN;
        return new ToolCommand(
                Tool.KUBECTL, effect, line, use, Consequences.of(verb, effect, flags));
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
        if (LocalRuns.isOne(verb, flags)) {
            return Effect.LOCAL;
        }
        boolean deletes =
                flags.given().stream()
                        .anyMatch(
                                given ->
                                        DELETING.contains(verb + " " + given.flag().name())
                                                && !given.isSwitchedOff());
        return deletes ? Effect.DELETE : usual;
    }
}
