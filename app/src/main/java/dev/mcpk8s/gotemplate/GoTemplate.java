package dev.mcpk8s.gotemplate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.CommandException;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed template of Go's {@code text/template} with kubectl's functions (cli-runtime {@code
 * printers/template.go}). Immutable: one template serves any number of objects.
 *
 * <p>Other than in Go, a run is bounded: see {@link Budget}.
 */
public final class GoTemplate {

    /** What kubectl calls each template. */
    static final String NAME = "output";

    private final String text;
    private final String bytes;
    private final Map<String, List<Node>> templates;

    private GoTemplate(String text, String bytes, Map<String, List<Node>> templates) {
        this.text = text;
        this.bytes = bytes;
        this.templates = templates;
    }

    /**
     * @throws CommandException when the text is no template; the message is the parser's alone, and
     *     the caller puts before it what kubectl does
     */
    public static GoTemplate parse(String text) {
        Map<String, List<Node>> templates = new HashMap<>();
        String bytes = ByteText.of(text);
        try {
            Parser.parse(bytes, templates);
        } catch (TemplateMistake mistake) {
            throw CommandException.usage(ByteText.decode(mistake.words()));
        }
        return new GoTemplate(text, bytes, templates);
    }

    /**
     * Writes what the template makes of an object.
     *
     * @param allowMissingKeys whether a field that is nowhere is nothing instead of a mistake
     * @param checkpoint called now and then; throws when the command is to stop
     * @return what is wrong when the template does not fit the object, in Go's words; all that came
     *     before it was written
     * @throws CommandException when the template takes too much
     */
    public Optional<String> execute(
            JsonNode object, Writer out, boolean allowMissingKeys, Runnable checkpoint)
            throws IOException {
        DecodingSink sink = new DecodingSink(out);
        Budget budget = new Budget(checkpoint);
        Execution run = new Execution(bytes, templates, sink, budget, !allowMissingKeys);
        try {
            run.run(Value.of(object));
        } catch (TemplateMistake mistake) {
            return Optional.of(ByteText.decode(mistake.words()));
        } finally {
            sink.end();
        }
        return Optional.empty();
    }

    /** Writes a JSON value as a template that is just {@code {{.}}} does. */
    public static void writeValue(JsonNode value, Writer out) throws IOException {
        DecodingSink sink = new DecodingSink(out);
        ValuePrinter.plain(Value.of(value), sink);
        sink.end();
    }

    /** As it was written. */
    public String text() {
        return text;
    }
}
