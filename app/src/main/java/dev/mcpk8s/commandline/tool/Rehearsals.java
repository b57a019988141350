package dev.mcpk8s.commandline.tool;

import dev.mcpk8s.command.Consequence;
import dev.mcpk8s.command.Consequence.Reach;
import dev.mcpk8s.command.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How a tool shows beforehand what a command would do.
 *
 * @param flag the flag that makes a dry run of a command; empty where the tool has none
 * @param commands those that say in a few words what they would do, by their first word
 */
record Rehearsals(String flag, Set<String> commands) {

    static final Rehearsals NONE = new Rehearsals("", Set.of());

    /** What these flags may be set to without making the command real. */
    private static final Set<String> ON = Set.of("=client", "=server", "=true");

    /**
     * @param command the words that name the command
     * @param words all words after the tool's name
     */
    Consequence of(Effect effect, List<String> command, List<String> words) {
        Consequence known = Consequence.of(effect);
        if (known.reach() == Reach.NONE || flag.isEmpty()) {
            return known;
        }
        if (isDryRun(words)) {
            return Consequence.NONE;
        }
        boolean speaks = !command.isEmpty() && commands.contains(command.getFirst());
        boolean mentioned = words.stream().anyMatch(word -> word.startsWith(flag));
        int verb = speaks ? words.indexOf(command.getFirst()) : -1;
        // a flag before the command could take its name for a value
        if (verb != 0 || mentioned) {
            return known;
        }
        List<String> rehearsal = new ArrayList<>(words);
        rehearsal.add(1, flag);
        return new Consequence(known.reach(), rehearsal);
    }

    /**
     * Whether the flag is there, once, and cannot be another flag's value: a word before it that
     * begins like a flag might take it for one.
     */
    private boolean isDryRun(List<String> words) {
        List<String> given = words.stream().filter(word -> word.startsWith(flag)).toList();
        int at = given.size() == 1 ? words.indexOf(given.getFirst()) : -1;
        if (at < 0 || words.subList(0, at).contains("--")) {
            return false;
        }
        String before = at == 0 ? "" : words.get(at - 1);
        String rest = given.getFirst().substring(flag.length());
        return (!before.startsWith("-") || before.contains("="))
                && (rest.isEmpty() || ON.contains(rest));
    }
}
