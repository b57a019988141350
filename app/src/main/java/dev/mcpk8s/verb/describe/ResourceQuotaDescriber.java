package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.ResourceAmount;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;

/** Resource quotas: what is used of what may be used. */
@Singleton
final class ResourceQuotaDescriber implements Describer {

    @Override
    public String groupKind() {
        return "ResourceQuota";
    }

    @Override
    public void describe(JsonNode quota, DescribeScope scope, Description out) throws IOException {
        Header.name(quota, out);
        Header.namespace(quota, out);
        QuotaScopes.write(0, " * ", quota, out);
        out.write("Resource\tUsed\tHard\n");
        out.write("--------\t----\t----\n");
        JsonNode status = quota.path("status");
        for (Map.Entry<String, JsonNode> entry : SortedFields.of(status.path("hard"))) {
            ResourceAmount hard = ResourceAmount.of(entry.getValue());
            JsonNode used = status.path("used").path(entry.getKey());
            out.write(
                    "%s\t%s\t%s\n"
                            .formatted(
                                    entry.getKey(),
                                    ResourceAmount.of(used).writtenLike(hard),
                                    hard));
        }
    }
}
