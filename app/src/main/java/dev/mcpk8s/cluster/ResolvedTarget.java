package dev.mcpk8s.cluster;

import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.Impersonation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one cluster and the one identity that a request means.
 *
 * @param namespace the context's; empty when it names none
 * @param trusted whether the operator vouches for it
 */
record ResolvedTarget(ClusterEntry cluster, UserEntry user, String namespace, boolean trusted) {

    /**
     * Picks the entries as kubectl does, with its words where it has some (client-go: {@code
     * tools/clientcmd/client_config.go} and {@code validation.go}).
     *
     * @param context the request's field, empty for none; the flag wins
     */
    static ResolvedTarget select(
            Kubeconfig kubeconfig, String context, GlobalFlags flags, boolean trusted) {
        ContextEntry entry = context(kubeconfig, first(flags.context(), context));
        String userName = first(flags.user(), entry.user());
        UserEntry user = kubeconfig.users().get(userName);
        if (user == null && flags.user() != null) {
            throw CommandException.usage("auth info \"" + userName + "\" does not exist");
        }
        String clusterName = first(flags.cluster(), entry.cluster());
        ClusterEntry cluster = kubeconfig.clusters().get(clusterName);
        if (cluster == null && flags.cluster() != null) {
            throw CommandException.usage("no server found for cluster \"" + clusterName + "\"");
        }
        if (cluster == null || cluster.server().isEmpty()) {
            throw invalid(
                    cluster == null
                            ? "the context's cluster \""
                                    + Fields.shown(clusterName)
                                    + "\" is not among the kubeconfig's clusters"
                            : "clusters["
                                    + Fields.shown(clusterName)
                                    + "].cluster.server is missing");
        }
        if (user == null && !userName.isEmpty()) {
            throw invalid(
                    "the context's user \""
                            + Fields.shown(userName)
                            + "\" is not among the kubeconfig's users");
        }
        UserEntry known = user == null ? UserEntry.ANONYMOUS : user;
        Impersonation identity = merge(known.impersonation(), flags.impersonation());
        requireUser(identity, known);
        return new ResolvedTarget(cluster, known.actingAs(identity), entry.namespace(), trusted);
    }

    private static ContextEntry context(Kubeconfig kubeconfig, String chosen) {
        String name = chosen.isEmpty() ? kubeconfig.currentContext() : chosen;
        ContextEntry entry = kubeconfig.contexts().get(name);
        if (entry != null) {
            return entry;
        }
        if (!name.isEmpty()) {
            throw CommandException.verbatim(
                    ErrorCode.USAGE,
                    "Error in configuration: context was not found for specified context: " + name);
        }
        if (kubeconfig.contexts().isEmpty() && kubeconfig.clusters().isEmpty()) {
            throw invalid("the kubeconfig has no contexts and no clusters");
        }
        throw invalid(
                "the kubeconfig has no current-context: choose one with the field context or with"
                        + " --context");
    }

    /** Field by field, as the flags of kubectl are merged into the kubeconfig's user. */
    private static Impersonation merge(Impersonation own, Impersonation flags) {
        Map<String, List<String>> extra = new LinkedHashMap<>(own.extra());
        extra.putAll(flags.extra());
        return new Impersonation(
                emptyToNull(first(flags.user(), orEmpty(own.user()))),
                emptyToNull(first(flags.uid(), orEmpty(own.uid()))),
                flags.groups().isEmpty() ? own.groups() : flags.groups(),
                extra);
    }

    private static void requireUser(Impersonation identity, UserEntry user) {
        if (identity.user() == null && !identity.isNone()) {
            throw CommandException.usage(
                    "requesting uid, groups or user-extra for "
                            + user.name()
                            + " without impersonating a user");
        }
    }

    private static CommandException invalid(String message) {
        return new CommandException(ErrorCode.KUBECONFIG_INVALID, message);
    }

    private static String first(@Nullable String flag, String otherwise) {
        return flag == null || flag.isEmpty() ? otherwise : flag;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
