package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Limit ranges. */
@Singleton
final class LimitRangeDescriber implements Describer {

    @Override
    public String groupKind() {
        return "LimitRange";
    }

    @Override
    public void describe(JsonNode range, DescribeScope scope, Description out) throws IOException {
        Header.name(range, out);
        Header.namespace(range, out);
        LimitRangeTable.header("", out);
        LimitRangeTable.rows("", range, out);
    }
}
