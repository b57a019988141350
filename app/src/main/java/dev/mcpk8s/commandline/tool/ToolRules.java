package dev.mcpk8s.commandline.tool;

import static dev.mcpk8s.command.Effect.DELETE;
import static dev.mcpk8s.command.Effect.LOCAL;
import static dev.mcpk8s.command.Effect.READ;
import static dev.mcpk8s.command.Effect.WRITE;

import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.Tool;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a tool other than kubectl may do: first the two words of a command are looked up, then its
 * first word. What is not listed counts as the most dangerous, or is refused.
 *
 * @param onlyListed whether a command that is not listed is refused
 * @param fetchesAddresses whether the tool itself fetches any address on its command line
 * @param valueFlags flags that may stand before the command and take the next word
 * @param textFlags flags whose value is text for the cluster: it may look like a path or address
 * @param rehearsals how the tool shows beforehand what a command would do
 */
record ToolRules(
        Map<String, Effect> effects,
        Map<String, String> refusedCommands,
        Map<String, String> refusedFlags,
        boolean onlyListed,
        boolean fetchesAddresses,
        Set<String> valueFlags,
        Set<String> textFlags,
        Rehearsals rehearsals) {

    private static final Set<String> SHORT_DRY_RUNS =
            Set.of("uninstall", "delete", "del", "un", "rollback");

    private static final String PROGRAMS = "it runs other programs";
    private static final String NETWORK =
            "it would reach addresses that the service cannot check; send the chart in the"
                    + " request's files";
    private static final String OWN_STATE =
            "it changes the tool's own settings, which end with the command";
    private static final String CONNECTION =
            "where to connect and as whom comes from the request's kubeconfig alone";
    private static final String OWN_FILES = "it makes the tool read or write files of the server";
    private static final String LISTENS = "it opens a port, which could not be reached by you";

    private static final ToolRules HELM = helm();
    private static final ToolRules ISTIOCTL = istioctl();
    private static final ToolRules ARGOCD = argocd();

    /** Null for kubectl, which has a catalogue of its own. */
    static @Nullable ToolRules of(Tool tool) {
        return switch (tool) {
            case KUBECTL -> null;
            case HELM -> HELM;
            case ISTIOCTL -> ISTIOCTL;
            case ARGOCD -> ARGOCD;
        };
    }

    private static ToolRules helm() {
        Map<String, Effect> effects = new HashMap<>();
        list(effects, READ, "list", "ls", "get", "status", "history", "hist", "template");
        list(effects, LOCAL, "lint", "show", "inspect", "version", "env", "verify", "help");
        list(effects, LOCAL, "create", "package", "dependency list", "dependency ls", "dep list");
        list(effects, WRITE, "install", "upgrade", "rollback", "test");
        list(effects, DELETE, "uninstall", "delete", "del", "un");
        Map<String, String> commands = new HashMap<>();
        list(commands, PROGRAMS, "plugin");
        list(commands, NETWORK, "pull", "fetch", "push", "search", "dependency", "dep");
        list(commands, NETWORK, "dependencies");
        list(commands, OWN_STATE, "repo", "registry", "completion");
        Map<String, String> flags = new HashMap<>();
        list(flags, CONNECTION, "kubeconfig", "kube-apiserver", "kube-token", "kube-ca-file");
        list(flags, CONNECTION, "kube-tls-server-name", "kube-insecure-skip-tls-verify");
        list(flags, PROGRAMS, "post-renderer", "post-renderer-args");
        list(flags, OWN_FILES, "registry-config", "repository-cache", "repository-config");
        list(flags, OWN_FILES, "content-cache", "keyring");
        list(flags, NETWORK, "enable-dns", "repo", "dependency-update");
        return new ToolRules(
                effects,
                commands,
                flags,
                false,
                true,
                Set.of("-n", "--namespace", "--kube-context", "--kube-as-user"),
                Set.of("--set", "--set-string", "--set-json", "--set-literal", "--description"),
                new Rehearsals("--dry-run", SHORT_DRY_RUNS));
    }

    private static ToolRules istioctl() {
        Map<String, Effect> effects = new HashMap<>();
        list(effects, READ, "analyze", "proxy-config", "pc", "proxy-status", "ps", "version");
        list(effects, READ, "ztunnel-config", "zc", "tag list", "waypoint list");
        list(effects, READ, "waypoint status", "x precheck", "experimental precheck");
        list(effects, READ, "x describe", "experimental describe");
        list(effects, LOCAL, "validate", "manifest", "kube-inject", "help", "profile");
        list(effects, WRITE, "install", "upgrade");
        Map<String, String> commands = new HashMap<>();
        list(commands, LISTENS, "dashboard", "dash", "d");
        list(commands, PROGRAMS, "bug-report");
        list(commands, OWN_STATE, "completion");
        Map<String, String> flags = new HashMap<>();
        list(flags, CONNECTION, "kubeconfig", "c", "xds-address", "cert-dir");
        list(flags, OWN_FILES, "log-target", "log-rotate", "log-rotate-max-age");
        list(flags, OWN_FILES, "log-rotate-max-backups", "log-rotate-max-size");
        return new ToolRules(
                effects,
                commands,
                flags,
                false,
                true,
                Set.of("-n", "--namespace", "-i", "--istioNamespace", "--context"),
                Set.of("--set"),
                Rehearsals.NONE);
    }

    private static ToolRules argocd() {
        Map<String, Effect> effects = new HashMap<>();
        list(effects, LOCAL, "version", "help");
        list(effects, READ, "app list", "app get", "app history", "app manifests");
        list(effects, READ, "app resources", "app logs", "app wait", "app diff");
        list(effects, READ, "appset list", "appset get", "cluster list", "cluster get");
        list(effects, READ, "proj list", "proj get", "repo list", "repo get");
        list(effects, READ, "account get-user-info", "account list", "account can-i");
        list(effects, WRITE, "app create", "app set", "app unset", "app sync", "app patch");
        list(effects, WRITE, "app rollback", "app actions", "app terminate-op");
        list(effects, WRITE, "appset create", "proj create", "proj set");
        list(effects, DELETE, "app delete", "app delete-resource", "app patch-resource");
        list(effects, DELETE, "appset delete", "proj delete", "repo rm", "repo add");
        Map<String, String> flags = new HashMap<>();
        list(flags, CONNECTION, "server", "kubeconfig", "client-crt", "client-crt-key");
        list(flags, CONNECTION, "server-crt", "redis-compress");
        list(flags, LISTENS, "core");
        list(flags, OWN_FILES, "config", "local", "local-repo-root", "ssh-private-key-path");
        list(flags, OWN_FILES, "tls-client-cert-path", "tls-client-cert-key-path");
        list(flags, OWN_FILES, "github-app-private-key-path", "gcp-service-account-key-path");
        return new ToolRules(
                effects,
                Map.of(),
                flags,
                true,
                false,
                Set.of("--port-forward-namespace", "--kube-context", "--auth-token"),
                Set.of("-p", "--parameter", "--helm-set", "--helm-set-string", "--path"),
                Rehearsals.NONE);
    }

    private static <V> void list(Map<String, V> table, V value, String... names) {
        for (String name : names) {
            table.put(name, value);
        }
    }
}
