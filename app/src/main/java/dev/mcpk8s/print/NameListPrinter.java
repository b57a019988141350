package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;

/** A list as names; those before one that has none are shown. */
final class NameListPrinter implements ListPrinter {

    private final NamePrinter names = new NamePrinter();
    private final Writer out;

    NameListPrinter(Writer out) {
        this.out = out;
    }

    @Override
    public void item(JsonNode item) throws IOException {
        names.print(item, out);
    }

    @Override
    public void end() {}
}
