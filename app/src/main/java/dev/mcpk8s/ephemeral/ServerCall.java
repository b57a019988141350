package dev.mcpk8s.ephemeral;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import java.util.function.Consumer;

/**
 * One call of the library.
 *
 * @param target the caller's cluster; without a kubeconfig the operator's
 * @param cancellation ends every wait
 * @param progress receives a line for each thing that happens, on the calling thread
 */
public record ServerCall(
        ClusterTarget target, Cancellation cancellation, Consumer<String> progress) {

    /** A call whose progress nobody reads. */
    public ServerCall(ClusterTarget target, Cancellation cancellation) {
        this(target, cancellation, line -> {});
    }
}
