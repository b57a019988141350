package dev.mcpk8s.command;

import java.util.List;

/**
 * A command line for an external program in the sandbox: helm, istioctl, argocd, and the kubectl
 * verbs that are not native yet.
 *
 * @param arguments the words after the tool's name, exactly as they were typed
 * @param use what the tool's table says of them
 * @param consequence what it would do, for whoever is asked first
 */
public record ToolCommand(
        Tool tool, Effect effect, List<String> arguments, ToolUse use, Consequence consequence)
        implements Command {

    public ToolCommand {
        arguments = List.copyOf(arguments);
    }

    /** A line of which only the words are known. */
    public ToolCommand(Tool tool, Effect effect, List<String> arguments) {
        this(tool, effect, arguments, ToolUse.UNKNOWN);
    }

    /** A line of which no more is known than its effect and its table's word. */
    public ToolCommand(Tool tool, Effect effect, List<String> arguments, ToolUse use) {
        this(tool, effect, arguments, use, Consequence.of(effect));
    }

    @Override
    public Execution execution() {
        return Execution.SUBPROCESS;
    }
}
