package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;

/** YAML, {@code ---} between objects (kubectl: cli-runtime {@code printers/yaml.go}). */
final class YamlPrinter implements DocumentPrinter {

    private boolean printed;

    @Override
    public void print(JsonNode object, Writer out) throws IOException {
        if (printed) {
            out.write("---\n");
        }
        printed = true;
        YamlText.write(object, out);
    }
}
