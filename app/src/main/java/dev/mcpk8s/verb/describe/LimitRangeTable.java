package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.ResourceAmount;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The limits of limit ranges, one line for each resource; kubectl's order of them is chance. */
final class LimitRangeTable {

    private static final List<String> COLUMNS =
            List.of("min", "max", "defaultRequest", "default", "maxLimitRequestRatio");

    private LimitRangeTable() {}

    /**
     * @param indent what every line begins with
     */
    static void header(String indent, Description out) throws IOException {
        out.write(
                indent
                        + "Type\tResource\tMin\tMax\tDefault Request\tDefault Limit"
                        + "\tMax Limit/Request Ratio\n");
        out.write(
                indent
                        + "----\t--------\t---\t---\t---------------\t-------------"
                        + "\t-----------------------\n");
    }

    static void rows(String indent, JsonNode range, Description out) throws IOException {
        for (JsonNode limit : range.path("spec").path("limits")) {
            Set<String> resources = new TreeSet<>(SortedFields.BY_BYTES);
            for (String column : COLUMNS) {
                limit.path(column).fieldNames().forEachRemaining(resources::add);
            }
            for (String resource : resources) {
                StringBuilder line = new StringBuilder(indent);
                line.append(limit.path("type").asText()).append('\t').append(resource);
                for (String column : COLUMNS) {
                    JsonNode value = limit.path(column).path(resource);
                    line.append('\t');
                    line.append(!FieldValue.isSet(value) ? "-" : ResourceAmount.of(value));
                }
                out.write(line.append('\n').toString());
            }
        }
    }
}
