package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.commandline.tree.CommandNode;
import dev.mcpk8s.commandline.tree.CommandSearch;
import dev.mcpk8s.commandline.tree.CommandTree;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;
import java.util.List;

/** Finds the command a line is for, with kubectl's errors for unknown words. */
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
        CommandSearch.Found found = CommandSearch.find(tree, line);
        if (found.command() == tree.root() && found.stranger().isPresent()) {
            throw unknown(line, found.stranger().get());
        }
        return new Found(found.command(), found.words());
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
                        + GoQuote.quote(tree.root().path())
                        + Suggestions.text(tree.root(), word));
    }
}
