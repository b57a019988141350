package dev.mcpk8s.verb.apiresources;

import dev.mcpk8s.command.ApiResourcesCommand;
import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.resource.ApiResource;
import dev.mcpk8s.resource.Discovery;
import dev.mcpk8s.verb.ClusterWork;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** Runs {@code kubectl api-resources} (kubectl: {@code pkg/cmd/apiresources}). */
@Singleton
final class ApiResourcesHandler implements CommandHandler<ApiResourcesCommand> {

    private final ClusterWork cluster;

    ApiResourcesHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<ApiResourcesCommand> commandType() {
        return ApiResourcesCommand.class;
    }

    @Override
    public ExitStatus run(ApiResourcesCommand command, ExecutionContext context)
            throws IOException {
        return cluster.runOnServer(
                command.flags(), context, session -> print(command, session.discover(), context));
    }

    private static void print(
            ApiResourcesCommand command, Discovery discovery, ExecutionContext context)
            throws IOException {
        List<ApiResource> all = discovery.preferredResources();
        if (!all.isEmpty()) {
            List<ApiResource> shown =
                    all.stream()
                            .filter(resource -> isAskedFor(resource, command))
                            .sorted(order(command.sortBy()))
                            .toList();
            try (OutputWriter out = new OutputWriter(context.output(), Channel.STDOUT)) {
                new ResourceList(shown).print(command.format(), command.noHeaders(), out);
            }
        }
        String incomplete = discovery.failureText();
        if (!incomplete.isEmpty()) {
            throw new AggregateException(
                    List.of(new CommandException(ErrorCode.COMMAND_FAILED, incomplete)));
        }
    }

    private static boolean isAskedFor(ApiResource resource, ApiResourcesCommand command) {
        String group = command.apiGroup();
        Boolean namespaced = command.namespaced();
        return !resource.verbs().isEmpty()
                && (group == null || group.equals(resource.groupVersion().group()))
                && (namespaced == null || namespaced == resource.namespaced())
                && resource.verbs().containsAll(command.verbs())
                && resource.categories().containsAll(command.categories());
    }

    private static Comparator<ApiResource> order(String sortBy) {
        Comparator<ApiResource> first =
                switch (sortBy) {
                    case "name" -> Comparator.comparing(ApiResource::name);
                    case "kind" -> Comparator.comparing(ApiResource::kind);
                    default -> Comparator.comparing(resource -> resource.groupVersion().group());
                };
        return first.thenComparing(ApiResource::name);
    }
}
