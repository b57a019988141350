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
import dev.mcpk8s.verb.tool.release.ReleaseFollower;
import dev.mcpk8s.verb.tool.release.ReleaseFollower.Ending;
import dev.mcpk8s.verb.tool.release.ReleaseFollower.Following;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs a command line with the real tool, in the sandbox, with the caller's kubeconfig. */
@Singleton
final class ToolHandler implements CommandHandler<ToolCommand> {

    private final Sandbox sandbox;
    private final ToolPrograms programs;
    private final Function<ClusterTarget, ProgramKubeconfig.Guarded> connecting;
    private final Function<ClusterTarget, String> local;
    private final ArgocdLogin argocd;
    private final Progress progress;

    /** Follows a command while it runs. */
    @FunctionalInterface
    interface Progress {

        /**
         * @param note receives lines from another thread
         */
        Following follow(ToolCommand command, ExecutionContext context, Consumer<String> note);
    }

    @Inject
    ToolHandler(
            Sandbox sandbox,
            ToolPrograms programs,
            ProgramKubeconfig kubeconfigs,
            ArgocdLogin argocd,
            ReleaseFollower follower,
            ToolSettings settings) {
        this(
                sandbox,
                programs,
                kubeconfigs::renderGuarded,
                kubeconfigs::render,
                argocd,
                (command, context, note) -> {
                    Boolean asked = context.options().progress();
                    boolean wanted = asked == null ? settings.releaseProgress() : asked;
                    return wanted ? follower.follow(command, context, note) : Following.NONE;
                });
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
            Function<ClusterTarget, String> local,
            ArgocdLogin argocd,
            Progress progress) {
        this.sandbox = sandbox;
        this.programs = programs;
        this.connecting = connecting;
        this.local = local;
        this.argocd = argocd;
        this.progress = progress;
    }

    @Override
    public Class<ToolCommand> commandType() {
        return ToolCommand.class;
    }

    @Override
    public ExitStatus run(ToolCommand command, ExecutionContext context)
            throws InterruptedException {
        SandboxRun run = prepared(command, context);
        Cancellation cancellation = context.cancellation();
        Relay relay = new Relay(context.output());
        Following following = progress.follow(command, context, relay::note);
        Ending ending = Ending.STOPPED;
        try {
            int code = sandbox.run(run, relay, action -> cancellation.onCancel(action)::close);
            ending = code == 0 ? Ending.WELL : Ending.BADLY;
            return new ExitStatus(code);
        } catch (SandboxException failure) {
            cancellation.throwIfCancelled();
            throw new CommandException(code(failure.reason()), failure.text());
        } finally {
            following.end(cancellation.isCancelled() ? Ending.STOPPED : ending);
        }
    }

    private SandboxRun prepared(ToolCommand command, ExecutionContext context) {
        Tool tool = command.tool();
        boolean local = command.effect() == Effect.LOCAL;
        if (tool == Tool.ARGOCD) {
            SandboxRun run = run(command, context, null);
            return local
                    ? run
                    : run.withOwnFile(ArgocdLogin.FILE, login(context))
                            .reaching(NetworkAccess.ANYWHERE);
        }
        if (local) {
            return run(command, context, localKubeconfig(context));
        }
        ProgramKubeconfig.Guarded guarded = connecting.apply(context.target());
        return run(command, context, guarded.yaml()).reaching(network(tool, guarded));
    }

    private SandboxRun run(
            ToolCommand command, ExecutionContext context, @Nullable String kubeconfig) {
        Tool tool = command.tool();
        return new SandboxRun(
                        tool.command(),
                        programs.require(tool),
                        tool == Tool.KUBECTL
                                ? command.arguments()
                                : RequestFlags.words(command, context),
                        context.files(),
                        context.stdin(),
                        kubeconfig)
                .returningFiles(command.use().writesFiles());
    }

    private byte[] login(ExecutionContext context) {
        return argocd.configuration(context.target().context(), context.options().argocdToken());
    }

    /**
     * kubectl and helm speak to what the kubeconfig names. istioctl listens on a port of its own
     * choice when it looks into a proxy.
     */
    private static NetworkAccess network(Tool tool, ProgramKubeconfig.Guarded guarded) {
        return tool == Tool.ISTIOCTL || guarded.anywhere()
                ? NetworkAccess.ANYWHERE
                : NetworkAccess.to(guarded.ports());
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
            case OUTPUT_LIMIT, MEMORY_LIMIT, PROCESS_LIMIT -> ErrorCode.COMMAND_FAILED;
            case CLOSED -> ErrorCode.SHUTTING_DOWN;
            case NOT_STARTED -> ErrorCode.INTERNAL;
            case NO_ROOM -> ErrorCode.STORAGE_UNAVAILABLE;
        };
    }

    /** The program's two streams, and notes between them, as events of the command. */
    private static final class Relay implements SandboxOutput {

        private final Output output;
        private final ReentrantLock turn = new ReentrantLock();

        Relay(Output output) {
            this.output = output;
        }

        @Override
        public void stdout(byte[] piece) {
            emit(new OutputEvent.Data(Channel.STDOUT, piece));
        }

        @Override
        public void stderr(byte[] piece) {
            emit(new OutputEvent.Data(Channel.STDERR, piece));
        }

        @Override
        public void file(String path, byte[] content) {
            emit(new OutputEvent.File(path, content));
        }

        void note(String lines) {
            stderr(lines.getBytes(StandardCharsets.UTF_8));
        }

        private void emit(OutputEvent event) {
            turn.lock();
            try {
                output.emit(event);
            } finally {
                turn.unlock();
            }
        }
    }
}
