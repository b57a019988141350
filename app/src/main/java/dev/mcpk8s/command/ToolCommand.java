package dev.mcpk8s.command;

import java.util.List;

/**
 * A command line for an external program in the sandbox: helm, istioctl, argocd, and the kubectl
 * verbs that are not native yet.
 *
 * @param arguments the words after the tool's name, exactly as they were typed
 */
public record ToolCommand(Tool tool, Effect effect, List<String> arguments) implements Command {

    public ToolCommand {
        arguments = List.copyOf(arguments);
    }

    @Override
    public Execution execution() {
        return Execution.SUBPROCESS;
    }
}
