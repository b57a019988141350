package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.OutputFormat;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/**
 * Prints one {@code List} of objects item by item, so that nobody has to hold it whole. What comes
 * out is byte for byte what {@link DocumentPrinter} makes of the whole list.
 *
 * <p>One exception: where an item cannot be printed at all, kubectl prints nothing of the list. So
 * does this, unless it is beyond the first {@value HeldWriter#LIMIT} characters by then.
 */
public interface ListPrinter {

    /**
     * @throws dev.mcpk8s.error.CommandException when it cannot be printed; then neither another
     *     item nor the end may follow
     */
    void item(JsonNode item) throws IOException;

    /** The list is complete; it may have been empty. */
    void end() throws IOException;

    /**
     * The printer for a format; none for formats that look at the list as a whole.
     *
     * @param noHeaders for custom columns
     */
    static Optional<ListPrinter> of(OutputFormat format, boolean noHeaders, Writer out) {
        return switch (format) {
            case OutputFormat.Json _ -> Optional.of(new JsonListPrinter(new HeldWriter(out)));
            case OutputFormat.Yaml _ -> Optional.of(new YamlListPrinter(new HeldWriter(out)));
            case OutputFormat.Kyaml _ -> Optional.of(new KyamlListPrinter(new HeldWriter(out)));
            case OutputFormat.Name _ -> Optional.of(new NameListPrinter(out));
            case OutputFormat.CustomColumns columns ->
                    Optional.of(new CustomColumnsListPrinter(columns, noHeaders, out));
            case OutputFormat.JsonPath _,
                    OutputFormat.GoTemplate _,
                    OutputFormat.Invalid _,
                    OutputFormat.Message _,
                    OutputFormat.Table _ ->
                    Optional.empty();
        };
    }
}
