package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.jsonpath.SortedFields;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The devices that resource slices of this very node offer, counted by pool. */
final class NodeDevices {

    private static final int SHOWN = 10;

    private record Pool(String driver, String name, int slices, int devices) {

        Pool plus(Pool other) {
            return new Pool(driver, name, slices + other.slices, devices + other.devices);
        }
    }

    private NodeDevices() {}

    /** Writes nothing when there are none, or when the server does not tell. */
    static void write(String node, DescribeScope scope, Description out) throws IOException {
        Map<String, Pool> pools = pools(node, scope);
        if (pools.isEmpty()) {
            return;
        }
        out.write("Node-Local ResourceSlices:\n");
        out.write(1, "Driver\tPool\tSlices\tDevices\n");
        out.write(1, "------\t----\t------\t-------\n");
        for (Pool pool : pools.values().stream().limit(SHOWN).toList()) {
            out.write(
                    1,
                    "%s\t%s\t%d\t%d\n"
                            .formatted(pool.driver, pool.name, pool.slices, pool.devices));
        }
        if (pools.size() > SHOWN) {
            out.write(1, "...and " + (pools.size() - SHOWN) + " more pools\n");
        }
    }

    private static Map<String, Pool> pools(String node, DescribeScope scope) throws IOException {
        Map<String, Pool> pools = new TreeMap<>(SortedFields.BY_BYTES);
        String query = "?fieldSelector=" + DescribeScope.encoded("spec.nodeName=" + node);
        JsonNode list;
        try {
            list = scope.get("/apis/resource.k8s.io/v1/resourceslices" + query);
        } catch (StatusException refused) {
            return pools;
        }
        for (JsonNode slice : list.path("items")) {
            JsonNode spec = slice.path("spec");
            String driver = FieldValue.text(spec.path("driver"));
            String name = FieldValue.text(spec.path("pool").path("name"));
            Pool pool = new Pool(driver, name, 1, spec.path("devices").size());
            pools.merge(driver + "/" + name, pool, Pool::plus);
        }
        return pools;
    }
}
