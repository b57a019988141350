package dev.mcpk8s.execution;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.FilterCall;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.filter.FilterChain;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * What a command's standard output goes through where its line has pipes. Standard error passes by.
 *
 * <p>A filter that wants no more ends the command, as a closed pipe would: at its next output, or
 * after a moment in which it may end by itself and say what else went wrong.
 */
final class FilterPipe implements Output {

    /** The exit code of a program that wrote into a closed pipe. */
    private static final int BROKEN_PIPE = 141;

    /** What comes out of the filters is handed on in pieces of about so many bytes. */
    private static final int PIECE = 32 * 1024;

    /** How long a command may go on that nobody listens to any more. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Output output;
    private final boolean pipefail;
    private final Cancellation command = new Cancellation();
    private final Cancellation.Registration link;
    private final FilterChain chain;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private boolean wantsMore = true;
    private volatile boolean broken;
    private volatile boolean ended;

    /**
     * @param pipefail whether the exit code is that of the last one that failed, not of the last
     *     one
     * @param line ends the whole line
     * @throws CommandException when there is no such filter, or not with these options
     */
    FilterPipe(List<FilterCall> filters, boolean pipefail, Output output, Cancellation line) {
        this.output = output;
        this.pipefail = pipefail;
        this.link =
                line.onCancel(
                        () -> {
                            ErrorCode reason = line.reason();
                            command.cancel(reason == null ? ErrorCode.CANCELLED : reason);
                        });
        this.chain = new FilterChain(filters, line, new End());
    }

    @Override
    public void emit(OutputEvent event) {
        if (!(event instanceof OutputEvent.Data(Channel channel, byte[] bytes))
                || channel == Channel.STDERR) {
            output.emit(event);
            return;
        }
        if (!wantsMore) {
            broken = true;
            throw new CommandException(ErrorCode.CANCELLED, "the filter wants no more");
        }
        wantsMore = chain.write(bytes);
        handOn();
        if (!wantsMore) {
            Thread.startVirtualThread(this::endSoon);
        }
    }

    private void endSoon() {
        try {
            Thread.sleep(GRACE);
        } catch (InterruptedException neverHappens) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            broken = true;
            command.cancel(ErrorCode.CANCELLED);
        }
    }

    /** Ends the command in front of the pipe, and not what its filters still have to say. */
    Cancellation ofCommand() {
        return command;
    }

    /** Whether the command was stopped because a filter wanted no more. */
    boolean isBroken() {
        return broken;
    }

    /**
     * The command has ended.
     *
     * @param exitCode its own
     * @return the exit code of the whole line
     */
    int finish(int exitCode) {
        ended = true;
        link.close();
        List<Integer> codes = chain.finish();
        handOn();
        if (!pipefail) {
            return codes.getLast();
        }
        int failed = broken ? BROKEN_PIPE : exitCode;
        for (int code : codes) {
            failed = code == 0 ? failed : code;
        }
        return failed;
    }

    private void handOn() {
        if (waiting.size() > 0) {
            byte[] bytes = waiting.toByteArray();
            waiting.reset();
            output.emit(new OutputEvent.Data(Channel.STDOUT, bytes));
        }
    }

    /** Behind the last filter. */
    private final class End implements FilterChain.Sink {

        @Override
        public void stdout(byte[] bytes, int from, int to) {
            waiting.write(bytes, from, to - from);
            if (waiting.size() >= PIECE) {
                handOn();
            }
        }

        @Override
        public void stderr(String line) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            output.emit(new OutputEvent.Data(Channel.STDERR, bytes));
        }
    }
}
