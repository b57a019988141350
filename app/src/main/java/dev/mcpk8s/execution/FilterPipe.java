package dev.mcpk8s.execution;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.FilterCall;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.filter.FilterChain;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a command's standard output goes through where its line has pipes. Standard error passes by.
 *
 * <p>A filter that wants no more ends the command at its next output, as a closed pipe would.
 */
final class FilterPipe implements Output {

    /** The exit code of a program that wrote into a closed pipe. */
    private static final int BROKEN_PIPE = 141;

    /** What comes out of the filters is handed on in pieces of about so many bytes. */
    private static final int PIECE = 32 * 1024;

    private final Output output;
    private final boolean pipefail;
    private final FilterChain chain;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private boolean wantsMore = true;
    private boolean broken;

    /**
     * @param pipefail whether the exit code is that of the last one that failed, not of the last
     *     one
     * @throws CommandException when there is no such filter, or not with these options
     */
    FilterPipe(
            List<FilterCall> filters, boolean pipefail, Cancellation cancellation, Output output) {
        this.output = output;
        this.pipefail = pipefail;
        this.chain = new FilterChain(filters, cancellation, new End());
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
