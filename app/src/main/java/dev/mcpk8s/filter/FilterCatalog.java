package dev.mcpk8s.filter;

import dev.mcpk8s.command.FilterCall;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Every filter there is, by name. A new one is a class and an entry here. */
final class FilterCatalog {

    private static final Map<String, Function<List<String>, Filter>> FILTERS =
            new TreeMap<>(
                    Map.of(
                            "cat", CatFilter::of,
                            "cut", CutFilter::of,
                            "grep", GrepFilter::of,
                            "head", HeadFilter::of,
                            "sed", SedFilter::of,
                            "sort", SortFilter::of,
                            "tail", TailFilter::of,
                            "tr", TrFilter::of,
                            "uniq", UniqFilter::of,
                            "wc", WcFilter::of));

    private FilterCatalog() {}

    /**
     * @throws CommandException {@link ErrorCode#COMMAND_REFUSED}
     */
    static Filter create(FilterCall call) {
        Function<List<String>, Filter> filter = FILTERS.get(call.name());
        if (filter == null) {
            throw new CommandException(
                    ErrorCode.COMMAND_REFUSED,
                    "there is no \""
                            + call.name()
                            + "\" behind a pipe: no shell and no programs run here, only the"
                            + " filters "
                            + String.join(", ", FILTERS.keySet()));
        }
        return filter.apply(call.arguments());
    }
}
