package dev.mcpk8s.verb.top;

import dev.mcpk8s.print.TabWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Lines of usage, every cell ended by a tab (kubectl: {@code metricsutil/metrics_printer.go}). */
final class UsageTable {

    private static final String UNKNOWN = "<unknown>";

    private final TabWriter table;
    private final List<String> resources;

    UsageTable(Writer out, boolean showSwap) {
        this.table = TabWriter.forTables(out);
        this.resources = showSwap ? List.of("cpu", "memory", "swap") : List.of("cpu", "memory");
    }

    void cell(String text) throws IOException {
        table.write(text + "\t");
    }

    void endLine() throws IOException {
        table.write("\n");
    }

    void usage(Usage usage) throws IOException {
        for (String resource : resources) {
            cell(usage.text(resource));
        }
    }

    /**
     * @param hasSwap whether it is known how much of it there is
     */
    void shares(Usage usage, Usage available, boolean hasSwap) throws IOException {
        for (String resource : resources) {
            if (resource.equals("swap") && !hasSwap) {
                cell(UNKNOWN);
                cell(UNKNOWN);
                continue;
            }
            cell(usage.text(resource));
            if (available.knows(resource)) {
                cell(usage.percent(resource, available) + "%");
            }
        }
    }

    void unknownShares() throws IOException {
        for (int i = 0; i < resources.size(); i++) {
            cell(UNKNOWN);
            cell(UNKNOWN);
        }
    }

    void finish() throws IOException {
        table.flush();
    }
}
