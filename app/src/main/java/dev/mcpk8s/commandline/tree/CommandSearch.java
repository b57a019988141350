package dev.mcpk8s.commandline.tree;

import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.flag.FlagSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the command a line is for; flags may stand anywhere (cobra: {@code command.go}, {@code
 * Find}). The search guesses which words are values of flags before any flag is checked.
 */
public final class CommandSearch {

    /**
     * @param words the line without the words that name the command
     * @param flagsAt the index in the line behind the last word that names it; 0 for the tool alone
     * @param stranger the first word that could have named a command below and does not
     */
    public record Found(
            CommandNode command, List<String> words, int flagsAt, Optional<String> stranger) {}

    private CommandSearch() {}

    /** The deepest command that the line names; the tool itself when it names none. */
    public static Found find(CommandTree tree, List<String> line) {
        CommandNode command = tree.root();
        List<String> words = line;
        int taken = 0;
        int flagsAt = 0;
        while (true) {
            List<Integer> arguments = argumentIndexes(command, words);
            if (arguments.isEmpty()) {
                return new Found(command, words, flagsAt, Optional.empty());
            }
            int first = arguments.getFirst();
            Optional<CommandNode> child = command.child(words.get(first));
            if (child.isEmpty()) {
                return new Found(command, words, flagsAt, Optional.of(words.get(first)));
            }
            command = child.get();
            words = without(words, first);
            taken++;
            flagsAt = first + taken;
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
}
