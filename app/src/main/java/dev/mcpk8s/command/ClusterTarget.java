package dev.mcpk8s.command;

import org.jspecify.annotations.Nullable;

/**
 * The cluster a request is meant for, as the caller gave it: not yet parsed, not yet trusted.
 *
 * @param kubeconfig YAML or JSON text, or base64 of it; null means the operator's default cluster
 * @param context the context chosen by the request's field; a flag in the command wins
 * @param namespace the namespace chosen by the request's field; a flag in the command wins
 * @param readByAnother whether somebody else than the sender of the kubeconfig may read the answer
 *     (a model, or who is behind the gateway that added the header): its credentials are not for
 *     them
 */
public record ClusterTarget(
        @Nullable String kubeconfig,
        @Nullable String context,
        @Nullable String namespace,
        boolean readByAnother) {

    /** For a reader who is the sender. */
    public ClusterTarget(
            @Nullable String kubeconfig, @Nullable String context, @Nullable String namespace) {
        this(kubeconfig, context, namespace, false);
    }

    /** The same for a reader who may not be the sender. */
    public ClusterTarget forAnotherReader() {
        return new ClusterTarget(kubeconfig, context, namespace, true);
    }

    /** Whether the answer may hold the kubeconfig's credentials: its reader has sent them. */
    public boolean showsCredentials() {
        return kubeconfig != null && !readByAnother;
    }

    /** The operator's default cluster. */
    public static final ClusterTarget DEFAULT = new ClusterTarget(null, null, null);

    /** Never shows the kubeconfig. */
    @Override
    public String toString() {
        return "ClusterTarget[kubeconfig="
                + (kubeconfig == null ? "none" : "given")
                + ", context="
                + context
                + ", namespace="
                + namespace
                + "]";
    }
}
