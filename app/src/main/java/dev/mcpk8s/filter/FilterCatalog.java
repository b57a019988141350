package dev.mcpk8s.filter;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.FilterCall;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Every filter there is, by name. A new one is a class and an entry here. */
final class FilterCatalog {

    /** Makes a filter from its arguments; one that computes looks at the cancellation. */
    private interface Maker {
        Filter make(List<String> arguments, Cancellation cancellation);
    }

    private static final Map<String, Maker> FILTERS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("awk", AwkFilter::of),
                            Map.entry("cat", plain(CatFilter::of)),
                            Map.entry("cut", plain(CutFilter::of)),
                            Map.entry("grep", plain(GrepFilter::of)),
                            Map.entry("head", plain(HeadFilter::of)),
                            Map.entry("jq", JqFilter::of),
                            Map.entry("sed", plain(SedFilter::of)),
                            Map.entry("sort", plain(SortFilter::of)),
                            Map.entry("tail", plain(TailFilter::of)),
                            Map.entry("tr", plain(TrFilter::of)),
                            Map.entry("uniq", plain(UniqFilter::of)),
                            Map.entry("wc", plain(WcFilter::of))));

    private FilterCatalog() {}

    /**
     * @throws CommandException {@link ErrorCode#COMMAND_REFUSED}
     */
    static Filter create(FilterCall call, Cancellation cancellation) {
        Maker filter = FILTERS.get(call.name());
        if (filter == null) {
            throw new CommandException(
                    ErrorCode.COMMAND_REFUSED,
                    "there is no \""
                            + call.name()
                            + "\" behind a pipe: no shell and no programs run here, only the"
                            + " filters "
                            + String.join(", ", FILTERS.keySet()));
        }
        return filter.make(call.arguments(), cancellation);
    }

    private static Maker plain(Function<List<String>, Filter> filter) {
        return (arguments, _) -> filter.apply(arguments);
    }
}
