package dev.mcpk8s.filter;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.FilterCall;
import dev.mcpk8s.error.CommandException;
import java.util.ArrayList;
import java.util.List;

/**
 * Filters one behind the other. What comes in at one end comes out at the other within the same
 * call, so that a live stream stays live and a slow reader slows the writer.
 */
public final class FilterChain {

    /** The end of the chain. */
    public interface Sink {

        /** Takes output, which it has to copy if it keeps it. */
        void stdout(byte[] bytes, int from, int to);

        /** Takes a line of standard error, with its end. */
        void stderr(String line);
    }

    private final List<Stage> stages = new ArrayList<>();

    /**
     * @param calls at least one
     * @param cancellation of the command, which filters that compute look at
     * @throws CommandException when there is no such filter, or not with these options
     */
    public FilterChain(List<FilterCall> calls, Cancellation cancellation, Sink sink) {
        List<Filter> filters =
                calls.stream().map(call -> FilterCatalog.create(call, cancellation)).toList();
        Filter.Downstream next =
                new Filter.Downstream() {
                    @Override
                    public boolean write(byte[] bytes, int from, int to) {
                        sink.stdout(bytes, from, to);
                        return true;
                    }

                    @Override
                    public void error(String line) {
                        sink.stderr(line + "\n");
                    }
                };
        for (Filter filter : filters.reversed()) {
            Stage stage = new Stage(filter, next, sink);
            stages.addFirst(stage);
            next = stage;
        }
    }

    /**
     * @return whether more is wanted
     */
    public boolean write(byte[] bytes) {
        return stages.getFirst().write(bytes, 0, bytes.length);
    }

    /**
     * Ends every filter, the first one first.
     *
     * @return their exit codes, in order
     */
    public List<Integer> finish() {
        return stages.stream().map(Stage::finish).toList();
    }

    /** A filter and what is behind it. */
    private static final class Stage implements Filter.Downstream {

        private final Filter filter;
        private final Filter.Downstream next;
        private final Sink sink;
        private boolean wantsMore = true;

        Stage(Filter filter, Filter.Downstream next, Sink sink) {
            this.filter = filter;
            this.next = next;
            this.sink = sink;
        }

        @Override
        public boolean write(byte[] bytes, int from, int to) {
            wantsMore = wantsMore && filter.accept(bytes, from, to, next);
            return wantsMore;
        }

        @Override
        public void error(String line) {
            sink.stderr(line + "\n");
        }

        int finish() {
            return filter.finish(next);
        }
    }
}
