package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.flag.FlagSet;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the command a line is for; flags may stand anywhere (cobra: {@code command.go}, {@code
 * Find}). The search guesses which words are values of flags before any flag is checked, and with
 * it kubectl's errors for unknown words.
 */
final class CommandFinder {

    /**
     * @param words the line without the words that name the command
     */
    record Found(CommandNode command, List<String> words) {}

    private final CommandTree tree;

    CommandFinder(CommandTree tree) {
        this.tree = tree;
    }

    /**
     * @throws CommandException {@link ErrorCode#USAGE} when kubectl has no such command
     */
    Found find(List<String> line) {
        CommandNode command = tree.root();
        List<String> words = line;
        while (true) {
            List<Integer> arguments = argumentIndexes(command, words);
            if (arguments.isEmpty()) {
                return new Found(command, words);
            }
            int first = arguments.getFirst();
            Optional<CommandNode> child = command.child(words.get(first));
            if (child.isEmpty()) {
                if (command == tree.root()) {
                    throw unknown(line, words.get(first));
                }
                return new Found(command, words);
            }
            command = child.get();
            words = without(words, first);
        }
    }

    /** Where the words stand that are neither flags nor, as far as can be told, their values. */
    private static List<Integer> argumentIndexes(CommandNode command, List<String> words) {
        FlagSet flags = command.flagsWhileSearching();
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                break;
            }
            if (takesNextWord(flags, word)) {
                if (words.size() - i <= 2) {
                    break;
                }
                i++;
            } else if (!word.isEmpty() && !word.startsWith("-")) {
                indexes.add(i);
            }
        }
        return indexes;
    }

    private static boolean takesNextWord(FlagSet flags, String word) {
        if (word.contains("=")) {
            return false;
        }
        if (word.startsWith("--")) {
            return flags.named(word.substring(2)).map(FlagDefinition::takesArgument).orElse(true);
        }
        return word.startsWith("-")
                && word.length() == 2
                && flags.shorthand(word.substring(1))
                        .map(FlagDefinition::takesArgument)
                        .orElse(true);
    }

    private static List<String> without(List<String> words, int index) {
        List<String> rest = new ArrayList<>(words);
        rest.remove(index);
        return rest;
    }

    /** kubectl looks for a plugin of that name first; there are none here. */
    private CommandException unknown(List<String> line, String word) {
        if (line.getFirst().startsWith("-")) {
            return CommandException.verbatim(
                    ErrorCode.USAGE,
                    "Error: flags cannot be placed before plugin name: " + line.getFirst());
        }
        return CommandException.usage(
                "unknown command "
                        + GoQuote.quote(word)
                        + " for "
                        + GoQuote.quote(CommandTree.TOOL)
                        + Suggestions.text(tree.root(), word));
    }
}
