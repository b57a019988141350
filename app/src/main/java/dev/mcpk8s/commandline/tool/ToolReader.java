package dev.mcpk8s.commandline.tool;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.command.ToolUse;
import dev.mcpk8s.command.ToolUse.Field;
import dev.mcpk8s.commandline.file.PathRule;
import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.flag.FlagException;
import dev.mcpk8s.commandline.flag.FlagParser;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.commandline.flag.ParsedFlags.Given;
import dev.mcpk8s.commandline.tool.ToolTable.CommandRule;
import dev.mcpk8s.commandline.tool.ToolTable.FlagRule;
import dev.mcpk8s.commandline.tool.ToolTable.Need;
import dev.mcpk8s.commandline.tree.CommandNode;
import dev.mcpk8s.commandline.tree.CommandSearch;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.error.StatusOverride;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the command lines of helm, istioctl and argocd by the tool's own rules: which command it
 * is, what that may do, and that neither a flag nor a path leads out of the sandbox.
 */
public final class ToolReader {

    private static final String NO_SUCH = "there is no such command; %s help lists them";
    private static final String OWN_FLAGS = "what its words mean cannot be told";

    /** How istioctl ends when it cannot read a line; the others end with 1. */
    private static final ExitStatus ISTIOCTL_USAGE = new ExitStatus(64);

    private final Tool tool;
    private final ToolTable table;

    /**
     * @param tool not kubectl, which has a reader of its own
     */
    public ToolReader(Tool tool) {
        this(tool, ToolTable.of(tool));
    }

    ToolReader(Tool tool, ToolTable table) {
        this.tool = tool;
        this.table = table;
    }

    /**
     * @param words the line after the tool's name
     * @throws CommandException {@link ErrorCode#COMMAND_REFUSED}, or {@link ErrorCode#USAGE} for a
     *     flag that cannot be read
     */
    public Command read(List<String> words) {
        CommandSearch.Found found = CommandSearch.find(table.tree(), words);
        CommandNode node = found.command();
        String path = node.path();
        found.stranger()
                .filter(_ -> !node.children().isEmpty())
                .ifPresent(
                        word -> {
                            throw refused(path + " " + word, NO_SUCH.formatted(tool.command()));
                        });
        if (node.readsFlagsItself()) {
            throw refused(path, OWN_FLAGS);
        }
        ParsedFlags flags = flags(node, found.words());
        boolean help = flags.isTrue("help") || asksForHelp(path);
        CommandRule rule = table.rule(node);
        String refusal = rule.refusal();
        if (refusal != null && !help) {
            throw refused(path, refusal);
        }
        Need need = rule.need();
        if (need != null && !help && !given(need.flag(), flags)) {
            throw refused(path + " without --" + need.flag(), need.reason());
        }
        for (Given given : flags.given()) {
            check(node, given);
        }
        if (!help && !rule.textOperands()) {
            flags.arguments().forEach(operand -> PathRule.check(path, operand));
        }
        Effect effect = help ? Effect.LOCAL : effect(node, rule, flags);
        ToolUse use = use(found, rule, flags);
        return new ToolCommand(tool, effect, words, use, Rehearsal.of(tool, effect, use, words));
    }

    private static boolean given(String flag, ParsedFlags flags) {
        return flags.given().stream()
                .anyMatch(one -> one.flag().name().equals(flag) && !one.value().isEmpty());
    }

    /** {@code help install} speaks about a command and does nothing else. */
    private boolean asksForHelp(String path) {
        return path.equals(tool.command() + " help");
    }

    private ParsedFlags flags(CommandNode node, List<String> words) {
        try {
            return FlagParser.parse(node.flags(), words);
        } catch (FlagException wrong) {
            CommandException mistake =
                    CommandException.verbatim(ErrorCode.USAGE, "Error: " + wrong.text());
            throw tool == Tool.ISTIOCTL ? new StatusOverride(mistake, ISTIOCTL_USAGE) : mistake;
        }
    }

    private void check(CommandNode node, Given given) {
        FlagRule rule = table.rule(node, given.flag());
        String flag = "--" + given.flag().name();
        String refusal = rule.refusal();
        if (refusal != null && !given.isSwitchedOff()) {
            throw refused(flag, refusal);
        }
        switch (rule.use()) {
            case FILE, OUTPUT -> {
                for (String path : ParsedFlags.valuesOf(given)) {
                    PathRule.check(tool.command() + " " + flag, path);
                }
            }
            case KEYED_FILE -> checkKeyed(flag, given.value());
            case SETTING -> checkSetting(flag, rule.pathKey(), given.value());
            default -> {}
        }
    }

    /** helm reads lists in braces and takes a backslash for an escape; neither is needed here. */
    private void checkKeyed(String flag, String value) {
        for (String pair : value.split(",", -1)) {
            String path = pair.substring(pair.indexOf('=') + 1);
            if (path.indexOf('{') >= 0 || path.indexOf('\\') >= 0) {
                throw refused(
                        flag + " " + pair,
                        "name one file for each key, without braces and escapes");
            }
            PathRule.check(tool.command() + " " + flag, path);
        }
    }

    /** Keys can be spelled in more than one way, all of which have the name in them. */
    private void checkSetting(String flag, String pathKey, String value) {
        int equals = value.indexOf('=');
        if (equals >= 0 && value.substring(0, equals).contains(pathKey)) {
            PathRule.check(tool.command() + " " + flag, value.substring(equals + 1));
        }
    }

    private Effect effect(CommandNode node, CommandRule rule, ParsedFlags flags) {
        Effect effect = rule.effect();
        for (Given given : flags.given()) {
            FlagUse use = table.rule(node, given.flag()).use();
            boolean on = !given.isSwitchedOff();
            effect =
                    switch (use) {
                        case READS -> on ? most(effect, Effect.READ) : effect;
                        case CHANGES -> on ? most(effect, Effect.WRITE) : effect;
                        case DELETES -> on ? Effect.DELETE : effect;
                        case LOCAL -> on && effect == Effect.READ ? Effect.LOCAL : effect;
                        case ONLINE -> !on && effect == Effect.READ ? Effect.LOCAL : effect;
                        default -> effect;
                    };
        }
        return effect;
    }

    private static Effect most(Effect one, Effect other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private ToolUse use(CommandSearch.Found found, CommandRule rule, ParsedFlags flags) {
        CommandNode node = found.command();
        Map<String, String> given = new HashMap<>();
        boolean writes = rule.writesFiles();
        for (Given one : flags.given()) {
            given.put(one.flag().name(), one.value());
            writes |= table.rule(node, one.flag()).use() == FlagUse.OUTPUT;
        }
        String verb = ToolTable.withoutTool(node.path());
        return new ToolUse(
                verb,
                flags.arguments(),
                given,
                writes,
                new ShownLine(table, node).of(verb, flags),
                fieldFlags(node, flags),
                found.flagsAt());
    }

    /** A flag on the line wins over the field. */
    private Map<Field, String> fieldFlags(CommandNode node, ParsedFlags flags) {
        Map<Field, String> free = new EnumMap<>(Field.class);
        for (FlagDefinition flag : node.flags().all()) {
            field(table.rule(node, flag).use()).ifPresent(field -> free.put(field, flag.name()));
        }
        for (Given given : flags.given()) {
            FlagUse use = table.rule(node, given.flag()).use();
            field(use).ifPresent(free::remove);
            if (use == FlagUse.ALL_NAMESPACES && !given.isSwitchedOff()) {
                free.remove(Field.NAMESPACE);
            }
        }
        return free;
    }

    /** The field of a request that may become a flag of this use. */
    private static Optional<Field> field(FlagUse use) {
        return switch (use) {
            case NAMESPACE -> Optional.of(Field.NAMESPACE);
            case CONTEXT -> Optional.of(Field.CONTEXT);
            case TIMEOUT -> Optional.of(Field.TIMEOUT);
            case SECONDS -> Optional.of(Field.SECONDS);
            default -> Optional.empty();
        };
    }

    private static CommandException refused(String what, String reason) {
        return new CommandException(ErrorCode.COMMAND_REFUSED, what + " is refused: " + reason);
    }
}
