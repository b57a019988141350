package dev.mcpk8s.commandline.tool;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.commandline.file.PathRule;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the command lines of helm, istioctl and argocd as far as safety needs it: which command it
 * is, what that may do, and that neither a flag nor a path leads out of the sandbox.
 */
public final class ToolReader {

    private static final Set<String> ALONE = Set.of("-h", "--help", "--version");
    private static final Set<String> FILE_FLAGS = Set.of("-f", "--file", "--from", "--values");

    private final Tool tool;
    private final ToolRules rules;

    private ToolReader(Tool tool, ToolRules rules) {
        this.tool = tool;
        this.rules = rules;
    }

    /**
     * @param words the line after the tool's name
     * @throws CommandException {@link ErrorCode#COMMAND_REFUSED}
     */
    public static Command read(Tool tool, List<String> words) {
        ToolRules rules = ToolRules.of(tool);
        if (rules == null) {
            throw new IllegalArgumentException(tool + " has a catalogue of its own");
        }
        ToolReader reader = new ToolReader(tool, rules);
        List<String> command = reader.command(words);
        Effect effect = reader.effect(command);
        reader.checkWords(words);
        return new ToolCommand(tool, effect, words, rules.rehearsals().of(effect, command, words));
    }

    /** The words that name the command: those before its first flag, two at most. */
    private List<String> command(List<String> words) {
        List<String> command = new ArrayList<>();
        for (int i = 0; i < words.size() && command.size() < 2; i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                command.add(word);
            } else if (rules.valueFlags().contains(word)) {
                i++;
            } else if (command.isEmpty() && !word.contains("=") && !ALONE.contains(word)) {
                throw refused(
                        word + " stands before the command",
                        "write the command first and its flags after it");
            }
        }
        return command;
    }

    private Effect effect(List<String> command) {
        if (command.isEmpty()) {
            return Effect.LOCAL;
        }
        String first = command.getFirst();
        String both = String.join(" ", command);
        Effect effect = lookUp(rules.effects(), both, first);
        String refusal = lookUp(rules.refusedCommands(), both, first);
        if (refusal != null && !rules.effects().containsKey(both)) {
            throw refused(first, refusal);
        }
        if (effect == null && rules.onlyListed()) {
            throw refused(both, "it is not among the commands that run here");
        }
        return effect == null ? Effect.DELETE : effect;
    }

    private static <V> @Nullable V lookUp(Map<String, V> table, String both, String first) {
        V value = table.get(both);
        return value == null ? table.get(first) : value;
    }

    private void checkWords(List<String> words) {
        String flag = "";
        for (String word : words) {
            if (word.equals("--")) {
                flag = "";
            } else if (word.startsWith("-") && word.length() > 1) {
                flag = word.split("=", 2)[0];
                checkFlag(flag);
                if (word.contains("=")) {
                    checkValue(flag, word.substring(flag.length() + 1));
                } else if (!word.startsWith("--") && word.length() > 2) {
                    checkValue(word.substring(0, 2), word.substring(2));
                }
            } else {
                checkValue(flag, word);
                flag = "";
            }
        }
    }

    private void checkFlag(String flag) {
        String name = flag.replaceFirst("^--?", "").replace('_', '-');
        String reason = rules.refusedFlags().get(name);
        if (reason == null && !flag.startsWith("--")) {
            reason = rules.refusedFlags().get(name.substring(0, 1));
        }
        if (reason != null) {
            throw refused(flag, reason);
        }
    }

    private void checkValue(String flag, String value) {
        if (rules.textFlags().contains(flag)) {
            return;
        }
        if (value.contains("://") && !rules.fetchesAddresses() && !FILE_FLAGS.contains(flag)) {
            return;
        }
        PathRule.check(tool.command() + (flag.isEmpty() ? "" : " " + flag), value);
    }

    private CommandException refused(String what, String reason) {
        return new CommandException(
                ErrorCode.COMMAND_REFUSED, tool.command() + " " + what + " is refused: " + reason);
    }
}
