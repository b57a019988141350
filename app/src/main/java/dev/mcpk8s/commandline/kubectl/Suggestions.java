package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.commandline.tree.CommandNode;
import java.util.List;
import java.util.Locale;

/** "Did you mean this?" (cobra: {@code command.go}, {@code SuggestionsFor}). */
final class Suggestions {

    private static final int NEAR = 2;

    private Suggestions() {}

    /** The paragraph after an error; empty when nothing is near. */
    static String text(CommandNode group, String typed) {
        List<String> near = near(group, typed);
        if (near.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n\nDid you mean this?\n");
        near.forEach(name -> text.append('\t').append(name).append('\n'));
        return text.toString();
    }

    private static List<String> near(CommandNode group, String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        return group.children().stream()
                .filter(CommandNode::isSuggested)
                .filter(
                        child ->
                                child.name().startsWith(lower)
                                        || distance(lower, child.name()) <= NEAR
                                        || child.suggestedFor().stream()
                                                .anyMatch(typed::equalsIgnoreCase))
                .map(CommandNode::name)
                .toList();
    }

    /** Levenshtein's distance; a word that is much longer is not worth the work. */
    static int distance(String left, String right) {
        if (Math.abs(left.length() - right.length()) > NEAR) {
            return NEAR + 1;
        }
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
