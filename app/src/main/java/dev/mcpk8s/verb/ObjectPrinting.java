package dev.mcpk8s.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ObjectOutput;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.print.DocumentPrinter;
import dev.mcpk8s.print.Floats;
import java.io.IOException;
import java.io.Writer;

/**
 * Prints objects one after the other, as the verbs do that print other things than lists
 * (cli-runtime: {@code genericclioptions/print_flags.go}).
 */
public final class ObjectPrinting {

    private final ObjectOutput output;
    private final DocumentPrinter printer;
    private final boolean structured;

    private ObjectPrinting(ObjectOutput output, DocumentPrinter printer, boolean structured) {
        this.output = output;
        this.printer = printer;
        this.structured = structured;
    }

    /**
     * Prints objects as the server gave them.
     *
     * @throws dev.mcpk8s.error.CommandException when there is no such format
     */
    public static ObjectPrinting ofObjects(ObjectOutput output) {
        return new ObjectPrinting(
                output,
                DocumentPrinter.of(output.format(), false, output.allowMissingTemplateKeys()),
                false);
    }

    /**
     * Prints what kubectl has read into Go structures: JSON keeps the structures' order, and
     * templates see every number as a float.
     *
     * @throws dev.mcpk8s.error.CommandException when there is no such format
     */
    public static ObjectPrinting ofTyped(ObjectOutput output) {
        return new ObjectPrinting(
                output,
                DocumentPrinter.ofTyped(output.format(), output.allowMissingTemplateKeys()),
                true);
    }

    /** The same, which ends with the command where a template takes its time. */
    public ObjectPrinting stoppedBy(Cancellation cancellation) {
        return new ObjectPrinting(output, printer.stoppedBy(cancellation), structured);
    }

    /** Prints one object, or a list's items together. */
    public void print(JsonNode object, Writer out) throws IOException {
        JsonNode shown = object;
        switch (output.format()) {
            case OutputFormat.Json _, OutputFormat.Yaml _, OutputFormat.Kyaml _ -> {
                if (!output.showManagedFields()) {
                    dropManagedFields(object);
                }
            }
            case OutputFormat.Name _ -> {}
            default -> shown = structured ? Floats.in(object) : object;
        }
        printer.print(shown, out);
        printer.finish(out);
    }

    private static void dropManagedFields(JsonNode object) {
        if (object.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
        if (object.path("items") instanceof ArrayNode items) {
            items.forEach(ObjectPrinting::dropManagedFields);
        }
    }
}
