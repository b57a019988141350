package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;

/** KYAML, {@code ---} before every object (kubectl: cli-runtime {@code printers/kyaml.go}). */
final class KyamlPrinter implements DocumentPrinter {

    private final boolean sorted;

    /**
     * @param sorted whether keys are sorted, as those of maps are, or stand as they came
     */
    KyamlPrinter(boolean sorted) {
        this.sorted = sorted;
    }

    @Override
    public void print(JsonNode object, Writer out) throws IOException {
        KyamlText.write(object, sorted, out);
    }
}
