package dev.mcpk8s.commandline.tool;

import dev.mcpk8s.command.Consequence;
import dev.mcpk8s.command.Consequence.Reach;
import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How helm, istioctl and argocd show beforehand what a command would do. */
final class Rehearsal {

    private static final String DRY_RUN = "dry-run";

    /** What the flag may be set to without making the command real; the last is helm's own. */
    private static final Set<String> ON = Set.of("client", "server", "true", "unset");

    /** Commands of helm whose dry run says in a few words what they would do. */
    private static final Set<String> SHORT = Set.of("uninstall", "rollback");

    private Rehearsal() {}

    /**
     * @param words all words after the tool's name
     */
    static Consequence of(Tool tool, Effect effect, ToolUse use, List<String> words) {
        Consequence known = Consequence.of(effect);
        String given = use.flags().get(DRY_RUN);
        if (known.reach() == Reach.NONE) {
            return known;
        }
        if (given != null) {
            return ON.contains(given) ? Consequence.NONE : known;
        }
        if (tool != Tool.HELM || !SHORT.contains(use.verb())) {
            return known;
        }
        List<String> rehearsal = new ArrayList<>(words);
        rehearsal.add(use.flagsAt(), "--" + DRY_RUN);
        return new Consequence(known.reach(), rehearsal);
    }
}
