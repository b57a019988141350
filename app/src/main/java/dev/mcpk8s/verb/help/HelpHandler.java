package dev.mcpk8s.verb.help;

import dev.mcpk8s.command.HelpCommand;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import jakarta.inject.Singleton;

/** Prints pages about commands. The page was made with the command, from the catalogue. */
@Singleton
final class HelpHandler implements CommandHandler<HelpCommand> {

    @Override
    public Class<HelpCommand> commandType() {
        return HelpCommand.class;
    }

    @Override
    public ExitStatus run(HelpCommand command, ExecutionContext context) {
        Channel channel = command.onStandardError() ? Channel.STDERR : Channel.STDOUT;
        try (OutputWriter out = new OutputWriter(context.output(), channel)) {
            out.write(command.page());
        }
        return command.fails() ? ExitStatus.FAILURE : ExitStatus.SUCCESS;
    }
}
