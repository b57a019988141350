package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** A list as YAML. */
final class YamlListPrinter implements ListPrinter {

    private final HeldWriter out;
    private final TextBuffer text;
    private final YamlText yaml;
    private boolean hasItems;

    YamlListPrinter(HeldWriter out) {
        this.out = out;
        this.text = new TextBuffer(out);
        this.yaml = new YamlText(text);
    }

    @Override
    public void item(JsonNode item) throws IOException {
        YamlSource.refuseUnreadable(item, "yaml: ");
        if (!hasItems) {
            text.add("apiVersion: v1\nitems:\n");
        }
        hasItems = true;
        yaml.item(item);
    }

    @Override
    public void end() throws IOException {
        if (!hasItems) {
            text.add("apiVersion: v1\nitems: []\n");
        }
        text.add("kind: List\nmetadata:\n  resourceVersion: \"\"\n");
        text.flush();
        out.flush();
    }
}
