package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.Cancellation;
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

    /** The same printer, which ends with the command where a template takes its time. */
    default DocumentPrinter stoppedBy(Cancellation cancellation) {
        return this;
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
            case OutputFormat.Kyaml kyaml -> new KyamlPrinter();
            case OutputFormat.JsonPath jsonPath -> new JsonPathPrinter(jsonPath, allowMissingKeys);
            case OutputFormat.GoTemplate template ->
                    new GoTemplatePrinter(template.template(), allowMissingKeys);
            case OutputFormat.CustomColumns columns -> new CustomColumnsPrinter(columns, noHeaders);
            case OutputFormat.Invalid(String reason) -> throw CommandException.usage(reason);
            case OutputFormat.Table _, OutputFormat.Message _ ->
                    throw new IllegalArgumentException("no document: " + format);
        };
    }

    /**
     * The same for objects that kubectl knows as Go types: as JSON and KYAML their fields keep the
     * order they come in, which is that of the type and the one the API server answers in.
     *
     * @throws dev.mcpk8s.error.CommandException when a template cannot be parsed
     */
    static DocumentPrinter ofTyped(OutputFormat format, boolean allowMissingKeys) {
        return switch (format) {
            case OutputFormat.Json json ->
                    (object, out) -> {
                        JsonText.prettyAsGiven(object, out);
                        out.write('\n');
                    };
            case OutputFormat.Kyaml kyaml -> KyamlText::writeAsGiven;
            default -> of(format, false, allowMissingKeys);
        };
    }
}
