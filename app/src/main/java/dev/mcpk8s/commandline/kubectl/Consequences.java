package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.Consequence;
import dev.mcpk8s.command.Consequence.Reach;
import dev.mcpk8s.command.Effect;
import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a kubectl command would do, and the command that shows it beforehand. Both are made from the
 * flags and arguments as kubectl understands them, so that no way of writing a line hides anything.
 */
final class Consequences {

    private static final String DRY_RUN = "dry-run";

    /** Flags that a dry run refuses, asks somebody for, or prints something else with. */
    private static final Set<String> NOT_REHEARSED =
            Set.of(
                    "allow-missing-template-keys",
                    DRY_RUN,
                    "force",
                    "grace-period",
                    "interactive",
                    "output",
                    "show-managed-fields",
                    "template",
                    "timeout");

    /** Flags with which a list is made of what another command's flags name. */
    private static final Set<String> OF_LISTS =
            Set.of("context", "filename", "kustomize", "namespace", "recursive");

    private Consequences() {}

    static Consequence of(String verb, Effect effect, ParsedFlags flags) {
        Reach reach = reach(verb, effect, flags);
        return reach == Reach.NONE
                ? Consequence.NONE
                : new Consequence(reach, rehearsal(verb, flags));
    }

    private static Reach reach(String verb, Effect effect, ParsedFlags flags) {
        boolean changes = effect == Effect.WRITE || effect == Effect.DELETE;
        if (!changes || isDryRun(flags)) {
            return Reach.NONE;
        }
        // run --rm ends nothing but what it began
        boolean destroys = effect == Effect.DELETE && !verb.equals("run");
        boolean stopsAll =
                verb.equals("scale") && flags.isGiven("replicas") && flags.number("replicas") == 0;
        return destroys || stopsAll ? Reach.DESTROYS : Reach.CHANGES;
    }

    private static boolean isDryRun(ParsedFlags flags) {
        Optional<FlagDefinition> flag = flags.definitions().named(DRY_RUN);
        if (flag.isEmpty()) {
            return false;
        }
        String value = flags.text(DRY_RUN);
        return value.equals("server")
                || value.equals("client")
                || (flags.isGiven(DRY_RUN) && value.equals(flag.get().withoutArgument()));
    }

    private static List<String> rehearsal(String verb, ParsedFlags flags) {
        boolean knowsDryRun = flags.definitions().named(DRY_RUN).isPresent();
        if (!knowsDryRun || flags.isGiven("raw")) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        if (verb.equals("replace") && flags.isTrue("force")) {
            // kubectl does not rehearse it: the objects that it deletes first are told instead
            words.add("get");
            flags.given().stream()
                    .filter(given -> OF_LISTS.contains(given.flag().name()))
                    .forEach(given -> words.add(written(given)));
            words.addAll(List.of("--output=name", "--ignore-not-found=true"));
            return words;
        }
        words.addAll(List.of(verb.split(" ")));
        flags.given().stream()
                .filter(given -> !NOT_REHEARSED.contains(given.flag().name()))
                .forEach(given -> words.add(written(given)));
        words.add("--" + DRY_RUN + "=server");
        int dash = flags.argumentsBeforeDash();
        List<String> arguments = flags.arguments();
        words.addAll(arguments.subList(0, dash < 0 ? arguments.size() : dash));
        if (dash >= 0) {
            words.add("--");
            words.addAll(arguments.subList(dash, arguments.size()));
        }
        return words;
    }

    private static String written(ParsedFlags.Given given) {
        return "--" + given.flag().name() + "=" + given.value();
    }
}
