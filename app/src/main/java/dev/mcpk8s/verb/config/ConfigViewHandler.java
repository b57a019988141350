package dev.mcpk8s.verb.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.cluster.KubeconfigView;
import dev.mcpk8s.command.ConfigViewCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.print.DocumentPrinter;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Runs {@code kubectl config view} (kubectl: {@code pkg/cmd/config/view.go}).
 *
 * <p>Credentials go back to who sent them, and to nobody else: not to a model, and not when the
 * kubeconfig is the operator's.
 */
@Singleton
final class ConfigViewHandler implements CommandHandler<ConfigViewCommand> {

    private final KubeconfigView kubeconfigs;

    ConfigViewHandler(KubeconfigView kubeconfigs) {
        this.kubeconfigs = kubeconfigs;
    }

    @Override
    public Class<ConfigViewCommand> commandType() {
        return ConfigViewCommand.class;
    }

    /**
     * @throws CommandException {@link ErrorCode#COMMAND_REFUSED} where credentials are asked for
     *     that are not the reader's
     */
    @Override
    public ExitStatus run(ConfigViewCommand command, ExecutionContext context) throws IOException {
        boolean own = context.target().showsCredentials();
        if (command.credentials() && !own) {
            throw new CommandException(
                    ErrorCode.COMMAND_REFUSED,
                    "--raw and --flatten are refused: they show credentials, and only to who sent"
                            + " the kubeconfig itself; leave them out and the credentials are"
                            + " masked");
        }
        DocumentPrinter printer =
                DocumentPrinter.ofTyped(command.output(), command.allowMissingTemplateKeys())
                        .stoppedBy(context.cancellation());
        ObjectNode kubeconfig = kubeconfigs.read(context.target());
        if (command.minify()) {
            Minification.apply(kubeconfig, command.context());
        }
        if (!command.credentials()) {
            Masking.apply(kubeconfig, own);
        }
        try (OutputWriter out = new OutputWriter(context.output(), Channel.STDOUT)) {
            printer.print(kubeconfig, out);
            printer.finish(out);
        }
        return ExitStatus.SUCCESS;
    }
}
