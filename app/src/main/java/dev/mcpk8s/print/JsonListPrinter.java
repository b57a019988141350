package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** A list as indented JSON. */
final class JsonListPrinter implements ListPrinter {

    private static final int ITEM_DEPTH = 2;

    private final HeldWriter out;
    private final TextBuffer text;
    private boolean hasItems;

    JsonListPrinter(HeldWriter out) {
        this.out = out;
        this.text = new TextBuffer(out);
    }

    @Override
    public void item(JsonNode item) throws IOException {
        if (hasItems) {
            text.add(",\n        ");
        } else {
            begin();
            text.add("\n        ");
        }
        hasItems = true;
        JsonText.pretty(item, ITEM_DEPTH, text);
    }

    @Override
    public void end() throws IOException {
        if (hasItems) {
            text.add("\n    ");
        } else {
            begin();
        }
        text.add("],\n    \"kind\": \"List\",\n    \"metadata\": {\n");
        text.add("        \"resourceVersion\": \"\"\n    }\n}\n");
        text.flush();
        out.flush();
    }

    private void begin() throws IOException {
        text.add("{\n    \"apiVersion\": \"v1\",\n    \"items\": [");
    }
}
