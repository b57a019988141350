package dev.mcpk8s.verb.tool.release;

import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.Impersonation;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.command.ToolUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What helm is asked to do with a release, as far as it may take long.
 *
 * @param states of the record that it works on; empty for any
 * @param flags where the release is
 */
record ReleaseOperation(String verb, String release, List<String> states, GlobalFlags flags) {

    private static final Set<String> LONG = Set.of("install", "upgrade", "rollback");
    private static final List<String> PENDING =
            List.of("pending-install", "pending-upgrade", "pending-rollback");

    /** Empty for what is over at once, changes nothing, or has no name yet. */
    static Optional<ReleaseOperation> of(ToolCommand command) {
        ToolUse use = command.use();
        Map<String, String> given = use.flags();
        boolean test = use.verb().equals("test");
        boolean named = use.operands().size() > (use.verb().equals("install") ? 1 : 0);
        if (command.tool() != Tool.HELM
                || !(test || LONG.contains(use.verb()))
                || !named
                || given.containsKey("help")
                || isDryRun(given)
                || given.containsKey("kube-as-user")) {
            return Optional.empty();
        }
        GlobalFlags flags =
                new GlobalFlags(
                        given.get("namespace"),
                        given.get("kube-context"),
                        null,
                        null,
                        Impersonation.NONE,
                        null,
                        false,
                        false);
        return Optional.of(
                new ReleaseOperation(
                        use.verb(),
                        use.operands().getFirst(),
                        test ? List.of("deployed") : PENDING,
                        flags));
    }

    private static boolean isDryRun(Map<String, String> given) {
        String dryRun = given.getOrDefault("dry-run", "none");
        return !dryRun.equals("none") && !dryRun.equals("false");
    }
}
