package dev.mcpk8s.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import jakarta.inject.Singleton;

/**
 * A request's kubeconfig to be looked at, for commands that need no cluster. It holds credentials:
 * who shows it decides what to mask.
 */
@Singleton
public class KubeconfigView {

    private final KubeconfigSource source;

    KubeconfigView(KubeconfigSource source) {
        this.source = source;
    }

    /**
     * The kubeconfig as kubectl would print it, with the request's context and namespace put in.
     *
     * @throws CommandException when there is none, or it is not one that a connection could be made
     *     from: {@link ErrorCode#KUBECONFIG_MISSING}, {@link ErrorCode#KUBECONFIG_INVALID} or
     *     {@link ErrorCode#KUBECONFIG_REFUSED}
     */
    public ObjectNode read(ClusterTarget target) {
        ObjectNode document = KubeconfigLayout.arrange(source.tree(source.shown(target)));
        String context = target.context();
        if (context != null && !context.isEmpty()) {
            document.put("current-context", context);
        }
        String namespace = target.namespace();
        if (namespace != null && !namespace.isEmpty()) {
            KubeconfigLayout.setNamespace(document, namespace);
        }
        return document;
    }
}
