package dev.mcpk8s.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import jakarta.inject.Singleton;

/** Where a request's kubeconfig comes from: the caller, or else the operator. Never elsewhere. */
@Singleton
final class KubeconfigSource {

    private final ClusterSettings settings;
    private final OperatorKubeconfig operator;
    private final OperatorCredentials credentials;

    /**
     * @param trusted whether it is the operator's
     */
    record Text(String text, boolean trusted) {

        /** Never shows the text. */
        @Override
        public String toString() {
            return "Text[trusted=" + trusted + "]";
        }
    }

    KubeconfigSource(
            ClusterSettings settings,
            OperatorKubeconfig operator,
            OperatorCredentials credentials) {
        this.settings = settings;
        this.operator = operator;
        this.credentials = credentials;
    }

    /**
     * @throws CommandException {@link ErrorCode#KUBECONFIG_MISSING} when there is none
     */
    Text of(ClusterTarget target) {
        return of(target, GlobalFlags.NONE);
    }

    /**
     * @param flags the command's, by which the operator's kubeconfig may mean another user
     * @throws CommandException as above; also what {@link OperatorCredentials#complete} says
     */
    Text of(ClusterTarget target, GlobalFlags flags) {
        String given = target.kubeconfig();
        if (given != null) {
            return new Text(given, false);
        }
        String own = operator.text();
        if (own != null) {
            return new Text(credentials.complete(own, target, flags), true);
        }
        throw new CommandException(
                ErrorCode.KUBECONFIG_MISSING,
                target.isReadByModel()
                        ? "you cannot give one: whoever configures this client sets it there,"
                                + " base64-encoded in the header X-Kubeconfig, or as KUBECONFIG"
                                + " where the client starts this server itself"
                        : "send the kubeconfig with the request: as the header X-Kubeconfig"
                                + " (base64) or as the field kubeconfig");
    }

    /**
     * The same for a command that only shows it: no credential program runs for that.
     *
     * @throws CommandException {@link ErrorCode#KUBECONFIG_MISSING} when there is none
     */
    Text shown(ClusterTarget target) {
        String own = target.kubeconfig() == null ? operator.text() : null;
        return own == null ? of(target) : new Text(OperatorCredentials.withoutPrograms(own), true);
    }

    Kubeconfig read(Text text) {
        return KubeconfigReader.read(text.text(), settings.kubeconfigLimit());
    }

    /** All fields of a kubeconfig as they were written, once it was found to be sound. */
    ObjectNode tree(Text text) {
        ObjectNode tree =
                KubeconfigTree.parse(
                        KubeconfigText.decode(text.text(), settings.kubeconfigLimit()));
        KubeconfigReader.read(tree);
        return tree;
    }
}
