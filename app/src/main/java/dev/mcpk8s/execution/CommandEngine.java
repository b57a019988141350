package dev.mcpk8s.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.Execution;
import dev.mcpk8s.commandline.CommandLine;
import dev.mcpk8s.commandline.CommandParser;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.OutputEvent.Finished;
import dev.mcpk8s.execution.OutputEvent.Outcome;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a request from its text to its one final event, on the calling thread, which may block.
 *
 * <p>It never throws for what a command does: every failure becomes standard error and an exit
 * code, or a final event with a code.
 */
@Singleton
public final class CommandEngine {

    private final CommandParser parser;
    private final List<CommandGuard> guards;
    private final HandlerRegistry handlers;
    private final RunningCommands running;
    private final CommandLog log;

    public CommandEngine(
            CommandParser parser,
            List<CommandGuard> guards,
            HandlerRegistry handlers,
            RunningCommands running,
            CommandLog log) {
        this.parser = parser;
        this.guards = List.copyOf(guards);
        this.handlers = handlers;
        this.running = running;
        this.log = log;
    }

    /**
     * Returns when the command has ended and its final event was emitted.
     *
     * @param cancellation ends the command when the caller says so
     */
    public void run(CommandRequest request, Output output, Cancellation cancellation) {
        long start = System.nanoTime();
        Run run = new Run(request, output, cancellation);
        Finished end;
        try (RunningCommands.Ticket _ = running.admit(request.options().timeout(), cancellation)) {
            end = run.toEnd(start);
        } catch (CommandException refused) {
            end = run.failed(refused, start);
        }
        log.finished(request, run.command, end);
        try {
            output.emit(end);
        } catch (CommandException readerGone) {
            log.readerGone(request);
        }
    }

    /**
     * Reads a request's command and asks whether it may run, without running it.
     *
     * @throws CommandException for a line that cannot be read or may not run; {@link #run} tells it
     *     as the caller is to see it
     */
    public Command check(CommandRequest request) {
        Command command =
                parser.parse(request.tool(), request.text(), request.files(), request.stdin());
        guards.forEach(guard -> guard.check(command, request));
        return command;
    }

    /** One request under way; it remembers how far it came. */
    private final class Run {

        private final CommandRequest request;
        private final Output output;
        private final Cancellation cancellation;
        private @Nullable Command command;
        private @Nullable FilterPipe pipe;

        Run(CommandRequest request, Output output, Cancellation cancellation) {
            this.request = request;
            this.output = output;
            this.cancellation = cancellation;
        }

        Finished toEnd(long start) {
            try {
                ExitStatus status = dispatch();
                cancellation.throwIfCancelled();
                int code = filtered(status.code());
                return new Finished(Outcome.DONE, code, null, null, since(start));
            } catch (CommandException failure) {
                return failed(failure, start);
            } catch (IOException broken) {
                return failed(connectionBroken(broken), start);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return failed(new CommandException(ErrorCode.CANCELLED, "interrupted"), start);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
                log.fault(request, fault);
                return failed(internal(), start);
            }
        }

        private ExitStatus dispatch() throws IOException, InterruptedException {
            CommandLine line;
            try {
                line =
                        parser.parseLine(
                                request.tool(), request.text(), request.files(), request.stdin());
            } catch (CommandException usage) {
                if (!usage.code().refusesRequest()) {
                    output.emit(new OutputEvent.Started(request.id(), Execution.NATIVE));
                }
                throw usage;
            }
            Command parsed = line.command();
            command = parsed;
            if (!line.filters().isEmpty()) {
                boolean pipefail = request.options().pipefail();
                pipe = new FilterPipe(line.filters(), pipefail, output, cancellation);
            }
            guards.forEach(guard -> guard.check(parsed, request));
            output.emit(new OutputEvent.Started(request.id(), parsed.execution()));
            return handle(parsed);
        }

        private <C extends Command> ExitStatus handle(C parsed)
                throws IOException, InterruptedException {
            return handlers.handlerOf(parsed).run(parsed, context());
        }

        private ExecutionContext context() {
            return new ExecutionContext(
                    request.id(),
                    request.target(),
                    request.stdin(),
                    request.files(),
                    request.options().timeout(),
                    pipe == null ? output : pipe,
                    pipe == null ? cancellation : pipe.ofCommand(),
                    request.options().tools());
        }

        /** The exit code of the whole line; what its filters still hold goes out before. */
        private int filtered(int code) {
            return pipe == null ? code : pipe.finish(code);
        }

        /** A command that was told to stop ended for that reason, whatever it died of. */
        Finished failed(CommandException failure, long start) {
            ErrorCode stopped = cancellation.reason();
            if (stopped != null) {
                return stopped(stopped, start);
            }
            ErrorCode code = failure.code();
            boolean enough = pipe != null && pipe.isBroken();
            if (code.refusesRequest() && !enough) {
                return new Finished(
                        Outcome.ERROR, code.exitStatus(), code, failure.text(), since(start));
            }
            byte[] text = ErrorRenderer.render(failure).getBytes(StandardCharsets.UTF_8);
            try {
                if (!enough) {
                    output.emit(new OutputEvent.Data(Channel.STDERR, text));
                }
                int exitCode = filtered(failure.exitStatus().code());
                return new Finished(
                        Outcome.DONE, exitCode, enough ? null : code, null, since(start));
            } catch (CommandException told) {
                return stopped(told.code(), start);
            }
        }

        private Finished stopped(ErrorCode why, long start) {
            Outcome outcome =
                    switch (why) {
                        case TIMEOUT -> Outcome.TIMEOUT;
                        case CANCELLED -> Outcome.CANCELLED;
                        default -> Outcome.ERROR;
                    };
            long limit = request.options().timeout().toSeconds();
            String message =
                    why == ErrorCode.TIMEOUT
                            ? "the command was stopped after "
                                    + (limit == 1 ? "1 second" : limit + " seconds")
                                    + "; ask for more with timeout"
                            : why.title();
            return new Finished(outcome, why.exitStatus(), why, message, since(start));
        }
    }

    private static CommandException connectionBroken(IOException broken) {
        String message =
                switch (broken) {
                    case JsonEOFException _ -> "unexpected end of JSON input";
                    case JsonProcessingException json -> json.getOriginalMessage();
                    default -> broken.getMessage();
                };
        return new CommandException(
                ErrorCode.CLUSTER_UNREACHABLE, message == null ? "unexpected EOF" : message);
    }

    private static CommandException internal() {
        return new CommandException(
                ErrorCode.INTERNAL, "an unexpected failure; the log has it under the request id");
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
