package dev.mcpk8s.cluster;

import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.Impersonation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.ArrayList;
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
        return select(kubeconfig, context, flags, trusted, ConfigurationUse.OBJECTS, false);
    }

    /**
     * @param use what the command first wants, on which kubectl's errors depend
     * @param namespaceGiven whether the request names its namespace
     */
    static ResolvedTarget select(
            Kubeconfig kubeconfig,
            String context,
            GlobalFlags flags,
            boolean trusted,
            ConfigurationUse use,
            boolean namespaceGiven) {
        String chosen = first(flags.context(), context);
        String name = chosen.isEmpty() ? kubeconfig.currentContext() : chosen;
        requireContext(kubeconfig, name);
        ContextEntry found = kubeconfig.contexts().get(name);
        ContextEntry entry = found == null ? new ContextEntry("", "", "") : found;
        String userName = first(flags.user(), entry.user());
        UserEntry user = kubeconfig.users().get(userName);
        UserEntry known = user == null ? UserEntry.ANONYMOUS : user;
        Impersonation identity = merge(known.impersonation(), flags.impersonation());
        String clusterName = first(flags.cluster(), entry.cluster());
        ClusterEntry cluster = kubeconfig.clusters().get(clusterName);

        Parts parts = new Parts(name, found, userName, user, clusterName, cluster, identity);
        errors(parts, flags, !chosen.isEmpty()).check(use, namespaceGiven);
        if (user == null && !userName.isEmpty()) {
            throw invalid(
                    "the context's user \""
                            + Fields.shown(userName)
                            + "\" is not among the kubeconfig's users");
        }
        return new ResolvedTarget(
                requireServer(cluster, clusterName),
                known.actingAs(identity),
                entry.namespace(),
                trusted);
    }

    /** What names lead to; null where they lead nowhere. */
    private record Parts(
            String contextName,
            @Nullable ContextEntry context,
            String userName,
            @Nullable UserEntry user,
            String clusterName,
            @Nullable ClusterEntry cluster,
            Impersonation identity) {}

    private static ConfigurationErrors errors(
            Parts parts, GlobalFlags flags, boolean contextAsked) {
        List<String> unusable = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        if (parts.user() == null && flags.user() != null) {
            missing.add("auth info " + quote(parts.userName()) + " does not exist");
        } else if (parts.identity().user() == null && !parts.identity().isNone()) {
            unusable.add(
                    "requesting uid, groups or user-extra for "
                            + parts.userName()
                            + " without impersonating a user");
        }
        if (parts.context() == null) {
            unusable.addFirst(
                    "context was not found for specified context: " + parts.contextName());
            if (contextAsked) {
                missing.add("context " + quote(parts.contextName()) + " does not exist");
            }
        }
        if (parts.cluster() == null && flags.cluster() != null) {
            missing.add("cluster " + quote(parts.clusterName()) + " does not exist");
            unusable.add("no server found for cluster " + quote(parts.clusterName()));
        }
        return new ConfigurationErrors(unusable, missing);
    }

    private static ClusterEntry requireServer(@Nullable ClusterEntry cluster, String name) {
        if (cluster == null) {
            throw invalid(
                    "the context's cluster \""
                            + Fields.shown(name)
                            + "\" is not among the kubeconfig's clusters");
        }
        if (cluster.server().isEmpty()) {
            throw invalid("clusters[" + Fields.shown(name) + "].cluster.server is missing");
        }
        return cluster;
    }

    private static void requireContext(Kubeconfig kubeconfig, String name) {
        if (!name.isEmpty()) {
            return;
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

    private static String quote(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
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
