package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** A list as KYAML. */
final class KyamlListPrinter implements ListPrinter {

    private final HeldWriter out;
    private final TextBuffer text;
    private final KyamlText kyaml;
    private boolean hasItems;

    KyamlListPrinter(HeldWriter out) {
        this.out = out;
        this.text = new TextBuffer(out);
        this.kyaml = new KyamlText(text);
    }

    @Override
    public void item(JsonNode item) throws IOException {
        YamlSource.refuseUnreadable(item, KyamlText.READER);
        if (hasItems) {
            text.add(", ");
        } else {
            begin();
        }
        hasItems = true;
        kyaml.node(item, 1);
    }

    @Override
    public void end() throws IOException {
        if (!hasItems) {
            begin();
        }
        text.add("],\n  kind: \"List\",\n  metadata: {\n    resourceVersion: \"\",\n  },\n}\n");
        text.flush();
        out.flush();
    }

    private void begin() throws IOException {
        text.add("---\n{\n  apiVersion: \"v1\",\n  items: [");
    }
}
