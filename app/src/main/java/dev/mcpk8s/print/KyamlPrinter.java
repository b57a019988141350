package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;

/** KYAML, {@code ---} before every object (kubectl: cli-runtime {@code printers/kyaml.go}). */
final class KyamlPrinter implements DocumentPrinter {

    @Override
    public void print(JsonNode object, Writer out) throws IOException {
        KyamlText.write(object, out);
    }
}
