package dev.mcpk8s.verb.rollout;

import dev.mcpk8s.command.FileArguments;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.ObjectSource;
import dev.mcpk8s.resource.ResourceQuery;
import dev.mcpk8s.verb.DescribedObjects;
import dev.mcpk8s.workload.KnownTypes;
import dev.mcpk8s.workload.ObjectFinder;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The workloads a command about rollouts means, as the cluster has them. */
record RolloutObjects(List<String> arguments, FileArguments files, String labelSelector) {

    RolloutObjects {
        arguments = List.copyOf(arguments);
    }

    /**
     * @return what failed, as kubectl puts it together; null when nothing did
     */
    @Nullable CommandException visit(
            GlobalFlags flags,
            ClusterSession session,
            ExecutionContext context,
            ObjectFinder.Visitor visitor)
            throws IOException {
        String namespace = session.namespace();
        ObjectSource described = DescribedObjects.of(files, namespace, context);
        ObjectFinder finder =
                new ObjectFinder(
                        session,
                        namespace,
                        ListOptions.selecting(labelSelector, ""),
                        KnownTypes::check);
        return described == null
                ? finder.visit(
                        new ResourceQuery(arguments, namespace, labelSelector, "", "")
                                .resolve(session),
                        visitor)
                : finder.visit(described, flags.namespace(), visitor);
    }
}
