package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;

/** Indented JSON, a newline after each object (kubectl: cli-runtime {@code printers/json.go}). */
final class JsonPrinter implements DocumentPrinter {

    @Override
    public void print(JsonNode object, Writer out) throws IOException {
        JsonText.pretty(object, out);
        out.write('\n');
    }
}
