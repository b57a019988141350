package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.jsonpath.GoText;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;

/** One recorded answer of kubectl's own Go code, and what we make of the same input. */
record KubectlVector(JsonNode fields) {

    static final ObjectMapper JSON = new ObjectMapper();

    String expected() {
        return fields.path("out").asText() + fields.path("err").asText();
    }

    String actual() throws IOException {
        StringWriter out = new StringWriter();
        try {
            run(out);
        } catch (CommandException e) {
            return out + e.text();
        }
        return out.toString();
    }

    private void run(StringWriter out) throws IOException {
        switch (text("op")) {
            case "json" -> JsonText.pretty(input(), out);
            case "compact" -> JsonText.compact(input(), out);
            case "yaml" -> YamlText.write(input(), out);
            case "kyaml" -> KyamlText.write(input(), out);
            case "value" -> out.write(GoText.of(input()));
            case "age" -> out.write(Age.of(Duration.ofMillis(fields.path("in").asLong())));
            case "tab" -> tab(out);
            default -> throw new IllegalArgumentException(text("op"));
        }
    }

    private void tab(StringWriter out) throws IOException {
        TabWriter tab =
                fields.path("describe").asBoolean()
                        ? TabWriter.forDescriptions(out)
                        : TabWriter.forTables(out);
        for (JsonNode part : fields.path("in")) {
            if (part.isNull()) {
                tab.flush();
            } else {
                tab.write(part.asText());
            }
        }
        tab.flush();
    }

    private JsonNode input() throws IOException {
        return JSON.readTree(text("in"));
    }

    private String text(String field) {
        return fields.path(field).asText();
    }
}
