package dev.mcpk8s.command;

import java.util.List;

/**
 * A command line for an external program in the sandbox: helm, istioctl, argocd, and the kubectl
 * verbs that are not native yet.
 *
 * @param arguments the words after the tool's name, exactly as they were typed
 * @param use what the tool's table says of them
 */
public record ToolCommand(Tool tool, Effect effect, List<String> arguments, ToolUse use)
        implements Command {

    public ToolCommand {
        arguments = List.copyOf(arguments);
    }

    /** A line of which only the words are known. */
    public ToolCommand(Tool tool, Effect effect, List<String> arguments) {
        this(tool, effect, arguments, ToolUse.UNKNOWN);
    }

    @Override
    public Execution execution() {
        return Execution.SUBPROCESS;
    }
}
