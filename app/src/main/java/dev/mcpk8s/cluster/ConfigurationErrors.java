package dev.mcpk8s.cluster;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.List;

/**
 * What is wrong with the chosen parts of a kubeconfig, in kubectl's words. It has two: those of a
 * part that a flag names, and those of the parts together; which come first depends on whether the
 * command begins with its namespace (client-go: {@code tools/clientcmd/client_config.go}; kubectl:
 * {@code pkg/cmd/util/helpers.go}, {@code checkErr}).
 *
 * @param unusable why the parts together cannot be used
 * @param missing why a part that a flag names is not there, in the order user, context, cluster
 */
record ConfigurationErrors(List<String> unusable, List<String> missing) {

    /**
     * @param use what the command does first
     * @param namespaceGiven whether the command knows its namespace without the kubeconfig
     * @throws CommandException when anything is wrong
     */
    void check(ConfigurationUse use, boolean namespaceGiven) {
        boolean objects = use == ConfigurationUse.OBJECTS;
        if (objects && !namespaceGiven && !unusable.isEmpty()) {
            throw together(false);
        }
        if (!missing.isEmpty()) {
            throw CommandException.usage(missing.getFirst());
        }
        if (!unusable.isEmpty()) {
            throw together(objects);
        }
    }

    /**
     * @param nested whether kubectl still sees what kind of error it is when there is only one
     */
    private CommandException together(boolean nested) {
        String prefix = "Error in configuration: ";
        if (unusable.size() > 1) {
            return CommandException.verbatim(
                    ErrorCode.USAGE, prefix + "\n* " + String.join("\n* ", unusable));
        }
        String only = unusable.getFirst();
        return nested || only.startsWith("context was not found")
                ? CommandException.verbatim(ErrorCode.USAGE, prefix + only)
                : CommandException.usage(only);
    }
}
