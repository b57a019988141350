package dev.mcpk8s.execution;

import dev.mcpk8s.error.CommandException;

/**
 * The only way out of a command.
 *
 * <p>A receiver that cannot take more blocks the writer: that is the back-pressure. A receiver
 * whose reader went away cancels the command and from then on discards what comes. One thread at a
 * time calls it.
 */
@FunctionalInterface
public interface Output {

    /**
     * @throws CommandException when the command is to stop
     */
    void emit(OutputEvent event);
}
