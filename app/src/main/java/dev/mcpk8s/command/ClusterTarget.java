package dev.mcpk8s.command;

import org.jspecify.annotations.Nullable;

/**
 * The cluster a request is meant for, as the caller gave it: not yet parsed, not yet trusted.
 *
 * @param kubeconfig YAML or JSON text, or base64 of it; null means the operator's default cluster
 * @param context the context chosen by the request's field; a flag in the command wins
 * @param namespace the namespace chosen by the request's field; a flag in the command wins
 * @param reader who reads the answer
 */
public record ClusterTarget(
        @Nullable String kubeconfig,
        @Nullable String context,
        @Nullable String namespace,
        Reader reader) {

    /** Who reads an answer: the kubeconfig's credentials are for its sender only. */
    public enum Reader {
        SENDER,
        /** Who is behind the gateway that added the kubeconfig. */
        OTHER,
        MODEL
    }

    /** For a reader who is the sender. */
    public ClusterTarget(
            @Nullable String kubeconfig, @Nullable String context, @Nullable String namespace) {
        this(kubeconfig, context, namespace, Reader.SENDER);
    }

    /** The same for a model. */
    public ClusterTarget forModel() {
        return new ClusterTarget(kubeconfig, context, namespace, Reader.MODEL);
    }

    /** Whether a model reads the answer, so that it goes without what a model has no use for. */
    public boolean isReadByModel() {
        return reader == Reader.MODEL;
    }

    /** Whether the answer may hold the kubeconfig's credentials: its reader has sent them. */
    public boolean showsCredentials() {
        return kubeconfig != null && reader == Reader.SENDER;
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
