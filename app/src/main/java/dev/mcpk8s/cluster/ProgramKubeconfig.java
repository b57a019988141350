package dev.mcpk8s.cluster;

import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import jakarta.inject.Singleton;

/** The caller's kubeconfig as text for an external program: strictly read, addresses checked. */
@Singleton
public class ProgramKubeconfig {

    /**
     * Kubeconfig YAML with only allowed fields, the request's context and namespace put in as the
     * current ones.
     *
     * @throws CommandException as {@link ClusterConnections#lease}
     */
    public String render(ClusterTarget target) {
        throw new CommandException(ErrorCode.INTERNAL, "not built yet " + target);
    }
}
