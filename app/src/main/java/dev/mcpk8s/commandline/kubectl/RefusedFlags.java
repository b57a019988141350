package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.commandline.flag.FlagDefinition;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.commandline.flag.ParsedFlags.Given;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Flags that would redirect the connection, touch the service's own files or need a terminal. */
final class RefusedFlags {

    private static final String CONNECTION =
            "where to connect and as whom comes from the request's kubeconfig alone; put it there";
    private static final String OWN_FILES =
            "it would make the service read or write its own files; leave it out";
    private static final String TERMINAL =
            "there is no terminal; leave -t out, and send standard input in the stdin field with"
                    + " -i";
    private static final String EDITOR =
            "there is no editor here; send the finished object with -f - and the stdin field";
    private static final String PROGRAMS =
            "a kustomization may not run programs or reach outside its folder; leave it out";

    /** The flags every command takes. */
    private static final Map<String, String> EVERYWHERE = new HashMap<>();

    static {
        for (String name :
                new String[] {
                    "certificate-authority",
                    "client-certificate",
                    "client-key",
                    "insecure-skip-tls-verify",
                    "kubeconfig",
                    "password",
                    "server",
                    "tls-server-name",
                    "token",
                    "username"
                }) {
            EVERYWHERE.put(name, CONNECTION);
        }
        for (String name : new String[] {"cache-dir", "kuberc", "profile", "profile-output"}) {
            EVERYWHERE.put(name, OWN_FILES);
        }
    }

    /** Flags of one verb, by verb and name. */
    private static final Map<String, String> OF_VERB =
            Map.ofEntries(
                    Map.entry("attach tty", TERMINAL),
                    Map.entry("create edit", EDITOR),
                    Map.entry("debug tty", TERMINAL),
                    Map.entry("exec tty", TERMINAL),
                    Map.entry("kustomize as-current-user", PROGRAMS),
                    Map.entry("kustomize enable-alpha-plugins", PROGRAMS),
                    Map.entry("kustomize enable-helm", PROGRAMS),
                    Map.entry("kustomize env", PROGRAMS),
                    Map.entry("kustomize helm-command", PROGRAMS),
                    Map.entry("kustomize load-restrictor", PROGRAMS),
                    Map.entry("kustomize mount", PROGRAMS),
                    Map.entry("kustomize network", PROGRAMS),
                    Map.entry("kustomize network-name", PROGRAMS),
                    Map.entry("run tty", TERMINAL));

    private RefusedFlags() {}

    /**
     * @throws CommandException {@link ErrorCode#COMMAND_REFUSED} for the first such flag; a boolean
     *     that is switched off asks for nothing
     */
    static void check(String verb, ParsedFlags flags) {
        for (Given given : flags.given()) {
            String reason = reason(verb, given.flag());
            if (TERMINAL.equals(reason) && isDetached(flags)) {
                continue;
            }
            if (reason != null && !given.isSwitchedOff()) {
                throw new CommandException(
                        ErrorCode.COMMAND_REFUSED,
                        "--" + given.flag().name() + " is refused: " + reason);
            }
        }
    }

    /** Then {@code -t} is only a field of the container that is made. */
    private static boolean isDetached(ParsedFlags flags) {
        return flags.isGiven("attach") && !flags.isTrue("attach");
    }

    /**
     * A verb's own flag may bear the name of a flag of all: {@code debug --profile} is harmless.
     */
    static @Nullable String reason(String verb, FlagDefinition flag) {
        String ofVerb = OF_VERB.get(verb + " " + flag.name());
        if (ofVerb != null) {
            return ofVerb;
        }
        return flag.isPersistent() ? EVERYWHERE.get(flag.name()) : null;
    }
}
