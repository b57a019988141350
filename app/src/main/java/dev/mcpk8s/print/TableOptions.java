package dev.mcpk8s.print;

import java.util.List;

/**
 * How a table is shown.
 *
 * @param withNamespace whether NAMESPACE stands first; needs the rows' objects
 * @param kindPrefix {@code kind.group} to stand before each name with a slash; empty for none
 * @param labelColumns {@code -L}; needs the rows' objects
 */
public record TableOptions(
        boolean wide,
        boolean noHeaders,
        boolean withNamespace,
        boolean showLabels,
        List<String> labelColumns,
        String kindPrefix) {

    public TableOptions {
        labelColumns = List.copyOf(labelColumns);
    }

    boolean showsLabels() {
        return showLabels || !labelColumns.isEmpty();
    }
}
