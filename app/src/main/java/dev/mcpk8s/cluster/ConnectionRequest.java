package dev.mcpk8s.cluster;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.GlobalFlags;
import java.util.function.Consumer;

/**
 * What a command needs to reach its cluster.
 *
 * @param target what the request said
 * @param flags what the command line said; it wins
 * @param cancellation ends every call that is under way
 * @param warnings receives each text of the server's {@code Warning} headers (code 299), once a
 *     command, before the answer's body is handed out
 * @param use what the command first wants of its kubeconfig
 */
public record ConnectionRequest(
        ClusterTarget target,
        GlobalFlags flags,
        Cancellation cancellation,
        Consumer<String> warnings,
        ConfigurationUse use) {

    /** For a command about objects. */
    public ConnectionRequest(
            ClusterTarget target,
            GlobalFlags flags,
            Cancellation cancellation,
            Consumer<String> warnings) {
        this(target, flags, cancellation, warnings, ConfigurationUse.OBJECTS);
    }
}
