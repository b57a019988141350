package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.error.CommandException;
import java.io.IOException;
import java.io.Writer;

/**
 * Prints one object, or one {@code List} object, in one format. A printer is made for one command
 * and may remember (custom columns print their header once).
 */
public interface DocumentPrinter {

    /**
     * @throws dev.mcpk8s.error.CommandException when the template cannot be applied
     */
    void print(JsonNode object, Writer out) throws IOException;

    /** Writes what is still waiting, such as columns to be aligned. */
    default void finish(Writer out) throws IOException {}

    /**
     * The printer for what kubectl has read into Go structures: in JSON and KYAML, keys stand as
     * they came.
     *
     * @throws dev.mcpk8s.error.CommandException when a template cannot be parsed
     */
    static DocumentPrinter ofStructures(OutputFormat format, boolean allowMissingKeys) {
        return switch (format) {
            case OutputFormat.Json _ ->
                    (object, out) -> {
                        JsonText.prettyInGivenOrder(object, out);
                        out.write('\n');
                    };
            case OutputFormat.Kyaml _ -> new KyamlPrinter(false);
            default -> of(format, false, allowMissingKeys);
        };
    }

    /**
     * The printer for every format but {@link OutputFormat.Table} and {@link OutputFormat.Message}.
     *
     * @param noHeaders for custom columns
     * @param allowMissingKeys whether a template's missing field is empty instead of an error
     * @throws dev.mcpk8s.error.CommandException when a template cannot be parsed
     */
    static DocumentPrinter of(OutputFormat format, boolean noHeaders, boolean allowMissingKeys) {
        return switch (format) {
            case OutputFormat.Json json -> new JsonPrinter();
            case OutputFormat.Yaml yaml -> new YamlPrinter();
            case OutputFormat.Name name -> new NamePrinter();
            case OutputFormat.Kyaml kyaml -> new KyamlPrinter(true);
            case OutputFormat.JsonPath jsonPath -> new JsonPathPrinter(jsonPath, allowMissingKeys);
            case OutputFormat.CustomColumns columns -> new CustomColumnsPrinter(columns, noHeaders);
            case OutputFormat.Invalid(String reason) -> throw CommandException.usage(reason);
            case OutputFormat.Table _, OutputFormat.Message _ ->
                    throw new IllegalArgumentException("no document: " + format);
        };
    }
}
