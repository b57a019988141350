package dev.mcpk8s.verb.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.cluster.KubeconfigView;
import dev.mcpk8s.command.ConfigNamesCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import jakarta.inject.Singleton;

/**
 * Runs {@code kubectl config current-context}, {@code get-clusters} and {@code get-users} (kubectl:
 * {@code pkg/cmd/config}). Clusters come sorted, where kubectl leaves their order to chance.
 */
@Singleton
final class ConfigNamesHandler implements CommandHandler<ConfigNamesCommand> {

    private final KubeconfigView kubeconfigs;

    ConfigNamesHandler(KubeconfigView kubeconfigs) {
        this.kubeconfigs = kubeconfigs;
    }

    @Override
    public Class<ConfigNamesCommand> commandType() {
        return ConfigNamesCommand.class;
    }

    @Override
    public ExitStatus run(ConfigNamesCommand command, ExecutionContext context) {
        ObjectNode kubeconfig = kubeconfigs.read(context.target());
        context.stdout(
                switch (command.names()) {
                    case CURRENT_CONTEXT -> current(kubeconfig);
                    case CLUSTERS -> names(kubeconfig.path("clusters"));
                    case USERS -> names(kubeconfig.path("users"));
                });
        return ExitStatus.SUCCESS;
    }

    private static String current(ObjectNode kubeconfig) {
        String name = kubeconfig.path("current-context").asText();
        if (name.isEmpty()) {
            throw new CommandException(ErrorCode.COMMAND_FAILED, "current-context is not set");
        }
        return name + "\n";
    }

    private static String names(JsonNode entries) {
        StringBuilder names = new StringBuilder("NAME\n");
        for (JsonNode entry : entries) {
            names.append(entry.path("name").asText()).append('\n');
        }
        return names.toString();
    }
}
