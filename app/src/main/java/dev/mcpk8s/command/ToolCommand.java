package dev.mcpk8s.command;

import java.util.List;

/**
 * A command line for an external program in the sandbox: helm, istioctl, argocd, and the kubectl
 * verbs that are not native yet.
 *
 * @param arguments the words after the tool's name, exactly as they were typed
 * @param consequence what it would do, for whoever is asked first
 */
public record ToolCommand(Tool tool, Effect effect, List<String> arguments, Consequence consequence)
        implements Command {

    public ToolCommand {
        arguments = List.copyOf(arguments);
    }

    /** A command of which no more is known than its effect. */
    public ToolCommand(Tool tool, Effect effect, List<String> arguments) {
        this(tool, effect, arguments, Consequence.of(effect));
    }

    @Override
    public Execution execution() {
        return Execution.SUBPROCESS;
    }
}
