package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.gotemplate.GoTemplate;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/**
 * A go-template applied to each object (kubectl: cli-runtime {@code printers/template.go}). Where
 * the template does not fit, kubectl prints all it knows to standard output too.
 */
final class GoTemplatePrinter implements DocumentPrinter {

    private final GoTemplate template;
    private final boolean allowMissingKeys;
    private final Runnable checkpoint;

    GoTemplatePrinter(String template, boolean allowMissingKeys) {
        this(parse(template), allowMissingKeys, () -> {});
    }

    private GoTemplatePrinter(GoTemplate template, boolean allowMissingKeys, Runnable checkpoint) {
        this.template = template;
        this.allowMissingKeys = allowMissingKeys;
        this.checkpoint = checkpoint;
    }

    @Override
    public DocumentPrinter stoppedBy(Cancellation cancellation) {
        return new GoTemplatePrinter(template, allowMissingKeys, cancellation::throwIfCancelled);
    }

    private static GoTemplate parse(String text) {
        try {
            return GoTemplate.parse(text);
        } catch (CommandException e) {
            throw CommandException.usage("error parsing template " + text + ", " + e.text());
        }
    }

    @Override
    public void print(JsonNode object, Writer out) throws IOException {
        Optional<String> mistake = template.execute(object, out, allowMissingKeys, checkpoint);
        if (mistake.isPresent()) {
            explain(mistake.get(), object, out);
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    "error executing template "
                            + GoQuote.quote(template.text())
                            + ": "
                            + mistake.get());
        }
    }

    private void explain(String mistake, JsonNode object, Writer out) throws IOException {
        out.write("Error executing template: " + mistake);
        out.write(". Printing more information for debugging the template:\n");
        out.write("\ttemplate was:\n\t\t" + template.text());
        out.write("\n\traw data was:\n\t\t");
        JsonText.compact(object, out);
        out.write("\n\tobject given to template engine was:\n\t\t");
        GoTemplate.writeValue(object, out);
        out.write("\n\n");
    }
}
