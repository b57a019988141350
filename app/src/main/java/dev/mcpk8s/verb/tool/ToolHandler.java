package dev.mcpk8s.verb.tool;

import dev.mcpk8s.cluster.ProgramKubeconfig;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.Output;
import dev.mcpk8s.execution.OutputEvent;
import dev.mcpk8s.sandbox.NetworkAccess;
import dev.mcpk8s.sandbox.Sandbox;
import dev.mcpk8s.sandbox.SandboxException;
import dev.mcpk8s.sandbox.SandboxOutput;
import dev.mcpk8s.sandbox.SandboxRun;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs a command line with the real tool, in the sandbox, with the caller's kubeconfig. */
@Singleton
final class ToolHandler implements CommandHandler<ToolCommand> {

    private final Sandbox sandbox;
    private final ToolPrograms programs;
    private final Function<ClusterTarget, ProgramKubeconfig.Guarded> connecting;
    private final Function<ClusterTarget, String> local;

    @Inject
    ToolHandler(Sandbox sandbox, ToolPrograms programs, ProgramKubeconfig kubeconfigs) {
        this(sandbox, programs, kubeconfigs::renderGuarded, kubeconfigs::render);
    }

    /**
     * @param connecting text of the kubeconfig for a program that speaks to a cluster, as {@link
     *     ProgramKubeconfig#renderGuarded}
     * @param local for one that only looks at the kubeconfig, as {@link ProgramKubeconfig#render}
     */
    ToolHandler(
            Sandbox sandbox,
            ToolPrograms programs,
            Function<ClusterTarget, ProgramKubeconfig.Guarded> connecting,
            Function<ClusterTarget, String> local) {
        this.sandbox = sandbox;
        this.programs = programs;
        this.connecting = connecting;
        this.local = local;
    }

    @Override
    public Class<ToolCommand> commandType() {
        return ToolCommand.class;
    }

    @Override
    public ExitStatus run(ToolCommand command, ExecutionContext context)
            throws InterruptedException {
        Path program = programs.require(command.tool());
        SandboxRun run = run(command, program, context);
        Cancellation cancellation = context.cancellation();
        try {
            return new ExitStatus(
                    sandbox.run(
                            run,
                            new Relay(context.output()),
                            action -> cancellation.onCancel(action)::close));
        } catch (SandboxException failure) {
            cancellation.throwIfCancelled();
            throw new CommandException(code(failure.reason()), failure.text());
        }
    }

    private SandboxRun run(ToolCommand command, Path program, ExecutionContext context) {
        if (command.effect() == Effect.LOCAL) {
            return run(command, program, context, localKubeconfig(context));
        }
        ProgramKubeconfig.Guarded guarded = connecting.apply(context.target());
        return run(command, program, context, guarded.yaml())
                .reaching(network(command.tool(), guarded));
    }

    private static SandboxRun run(
            ToolCommand command,
            Path program,
            ExecutionContext context,
            @Nullable String kubeconfig) {
        return new SandboxRun(
                command.tool().command(),
                program,
                command.arguments(),
                context.files(),
                context.stdin(),
                kubeconfig);
    }

    /**
     * kubectl and helm speak to what the kubeconfig names. istioctl listens on a port of its own
     * choice when it looks into a proxy, and argocd's server stands on its command line.
     */
    private static NetworkAccess network(Tool tool, ProgramKubeconfig.Guarded guarded) {
        return switch (tool) {
            case KUBECTL, HELM ->
                    guarded.anywhere() ? NetworkAccess.ANYWHERE : NetworkAccess.to(guarded.ports());
            case ISTIOCTL, ARGOCD -> NetworkAccess.ANYWHERE;
        };
    }

    /** A command that touches no cluster runs without a kubeconfig too; any other needs one. */
    private @Nullable String localKubeconfig(ExecutionContext context) {
        try {
            return local.apply(context.target());
        } catch (CommandException failure) {
            if (failure.code() == ErrorCode.KUBECONFIG_MISSING) {
                return null;
            }
            throw failure;
        }
    }

    private static ErrorCode code(SandboxException.Reason reason) {
        return switch (reason) {
            case BUSY -> ErrorCode.TOO_MANY_REQUESTS;
            case INPUT_REFUSED -> ErrorCode.INVALID_REQUEST;
            case STOPPED -> ErrorCode.CANCELLED;
            case OUTPUT_LIMIT -> ErrorCode.COMMAND_FAILED;
            case CLOSED -> ErrorCode.SHUTTING_DOWN;
            case NOT_STARTED -> ErrorCode.INTERNAL;
            case NO_ROOM -> ErrorCode.STORAGE_UNAVAILABLE;
        };
    }

    /** The program's two streams as events of the command. */
    private record Relay(Output output) implements SandboxOutput {

        @Override
        public void stdout(byte[] piece) {
            output.emit(new OutputEvent.Data(Channel.STDOUT, piece));
        }

        @Override
        public void stderr(byte[] piece) {
            output.emit(new OutputEvent.Data(Channel.STDERR, piece));
        }
    }
}
