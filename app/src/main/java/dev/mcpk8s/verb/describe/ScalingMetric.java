package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.ResourceAmount;
import java.io.IOException;
import java.util.Locale;

/** What an autoscaler looks at: what it should be and what it is. */
final class ScalingMetric {

    private static final String UNKNOWN = "<unknown>";
    private static final String AVERAGE = "averageValue";
    private static final String UTILIZATION = "averageUtilization";

    private final String type;
    private final JsonNode source;
    private final JsonNode target;
    private final JsonNode current;

    /**
     * @param current the status at the same place of the list, which may be of another type
     */
    ScalingMetric(JsonNode metric, JsonNode current) {
        type = metric.path("type").asText();
        String field =
                type.isEmpty()
                        ? ""
                        : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
        source = metric.path(field);
        target = source.path("target");
        this.current =
                current.path(field).isObject()
                        ? current.path(field).path("current")
                        : MissingNode.getInstance();
    }

    void write(Description out) throws IOException {
        switch (type) {
            case "External" -> external(out);
            case "Pods" -> out.write(1, name() + " on pods:\t" + amounts(AVERAGE));
            case "Object" -> object(out);
            case "Resource" -> resource("resource " + source.path("name").asText(), out);
            case "ContainerResource" ->
                    resource(
                            "resource %s of container \"%s\""
                                    .formatted(
                                            source.path("name").asText(),
                                            source.path("container").asText()),
                            out);
            default -> out.write(1, "<unknown metric type " + GoQuote.quote(type) + ">\n");
        }
    }

    private void external(Description out) throws IOException {
        if (target.hasNonNull(AVERAGE)) {
            String now = current.hasNonNull(AVERAGE) ? amount(current, AVERAGE) : UNKNOWN;
            String wanted = amount(target, AVERAGE);
            out.write(1, name() + " (target average value):\t" + now + " / " + wanted + "\n");
        } else {
            out.write(1, name() + " (target value):\t" + amounts("value"));
        }
    }

    private void object(Description out) throws IOException {
        JsonNode described = source.path("describedObject");
        boolean average = target.path("type").asText().equals("AverageValue");
        out.write(
                1,
                "\"%s\" on %s/%s (target %s):\t%s"
                        .formatted(
                                source.path("metric").path("name").asText(),
                                described.path("kind").asText(),
                                described.path("name").asText(),
                                average ? "average value" : "value",
                                amounts(average ? AVERAGE : "value")));
    }

    private void resource(String what, Description out) throws IOException {
        out.write(1, what + " on pods");
        if (target.hasNonNull(AVERAGE)) {
            out.write(":\t" + amounts(AVERAGE));
            return;
        }
        String now =
                current.hasNonNull(UTILIZATION)
                        ? "%d%% (%s)"
                                .formatted(
                                        current.path(UTILIZATION).asLong(),
                                        amount(current, AVERAGE))
                        : UNKNOWN;
        String wanted =
                target.hasNonNull(UTILIZATION) ? target.path(UTILIZATION).asLong() + "%" : "<auto>";
        out.field(1, "(as a percentage of request)", now + " / " + wanted);
    }

    private String name() {
        return GoQuote.quote(source.path("metric").path("name").asText());
    }

    private String amounts(String field) {
        String now = current.isMissingNode() ? UNKNOWN : amount(current, field);
        return now + " / " + amount(target, field) + "\n";
    }

    private static String amount(JsonNode value, String field) {
        return value.hasNonNull(field) ? ResourceAmount.of(value.path(field)).toString() : "<nil>";
    }
}
