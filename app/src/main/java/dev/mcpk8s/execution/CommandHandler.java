package dev.mcpk8s.execution;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ExitStatus;
import java.io.IOException;

/** Runs one kind of command, blocking, on a virtual thread. */
public interface CommandHandler<C extends Command> {

    /** The record it runs. */
    Class<C> commandType();

    /**
     * @return the exit code, when the command itself decides on it
     * @throws CommandException for every failure a caller can cause
     * @throws IOException when the cluster could not be spoken to; the engine words it as kubectl
     *     does
     */
    ExitStatus run(C command, ExecutionContext context) throws IOException, InterruptedException;
}
