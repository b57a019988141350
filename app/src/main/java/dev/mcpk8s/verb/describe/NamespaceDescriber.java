package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.ResourceAmount;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Namespaces, with their resource quotas and limit ranges. */
@Singleton
final class NamespaceDescriber implements Describer {

    @Override
    public String groupKind() {
        return "Namespace";
    }

    @Override
    public void describe(JsonNode namespace, DescribeScope scope, Description out)
            throws IOException {
        String path = "/api/v1/namespaces/" + namespace.path("metadata").path("name").asText();
        List<JsonNode> quotas = scope.list(path + "/resourcequotas", "");
        List<JsonNode> ranges = scope.list(path + "/limitranges", "");
        Header.writeWithoutNamespace(namespace, out);
        JsonNode status = namespace.path("status");
        out.field("Status", status.path("phase").asText());
        if (!status.path("conditions").isEmpty()) {
            Conditions.write(status.path("conditions"), out);
        }
        out.write("\n");
        quotas(quotas, out);
        out.write("\n");
        ranges(ranges, out);
    }

    private static void quotas(List<JsonNode> quotas, Description out) throws IOException {
        if (quotas.isEmpty()) {
            out.write("No resource quota.\n");
            return;
        }
        List<JsonNode> sorted = new ArrayList<>(quotas);
        sorted.sort(Comparator.comparing(NamespaceDescriber::name));
        out.write("Resource Quotas\n");
        for (JsonNode quota : sorted) {
            out.field(1, "Name", name(quota));
            QuotaScopes.write(1, "* ", quota, out);
            out.write(1, "Resource\tUsed\tHard\n");
            out.write(1, "--------\t---\t---\n");
            JsonNode status = quota.path("status");
            for (Map.Entry<String, JsonNode> hard : SortedFields.of(status.path("hard"))) {
                JsonNode used = status.path("used").path(hard.getKey());
                out.write(
                        1,
                        "%s\t%s\t%s\n"
                                .formatted(
                                        hard.getKey(),
                                        ResourceAmount.of(used),
                                        ResourceAmount.of(hard.getValue())));
            }
        }
    }

    private static void ranges(List<JsonNode> ranges, Description out) throws IOException {
        if (ranges.isEmpty()) {
            out.write("No LimitRange resource.\n");
            return;
        }
        out.write("Resource Limits\n");
        LimitRangeTable.header(" ", out);
        for (JsonNode range : ranges) {
            LimitRangeTable.rows(" ", range, out);
        }
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }
}
