package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import java.util.Optional;

/**
 * Lines with which a command that usually changes a cluster asks none at all: {@code create} of one
 * kind as a client's dry run, and what changes objects of files with {@code --local}. Found out
 * with kubectl itself and an address where nobody answers.
 */
final class LocalRuns {

    private static final String DRY_RUN = "dry-run";

    private LocalRuns() {}

    static boolean isOne(String verb, ParsedFlags flags) {
        return !flags.isGiven("from")
                && !isTrue(flags, "match-server-version")
                && (isTrue(flags, "local") || (makesAnObject(verb, flags) && isOfClient(flags)));
    }

    /** The types that a role is about are looked up, and so is what a job is made from. */
    private static boolean makesAnObject(String verb, ParsedFlags flags) {
        return verb.startsWith("create ")
                && !verb.equals("create token")
                && !flags.isGiven("resource");
    }

    private static boolean isOfClient(ParsedFlags flags) {
        Optional<FlagDefinition> flag = flags.definitions().named(DRY_RUN);
        if (flag.isEmpty()) {
            return false;
        }
        String value = flags.text(DRY_RUN);
        return value.equals("client")
                || (flags.isGiven(DRY_RUN) && value.equals(flag.get().withoutArgument()));
    }

    private static boolean isTrue(ParsedFlags flags, String name) {
        return flags.definitions().named(name).isPresent() && flags.isTrue(name);
    }
}
