package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import java.io.IOException;

/** The lease by which a node tells that it lives. */
final class NodeLease {

    private static final String LEASES =
            "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/";

    private NodeLease() {}

    /** Writes the lease, or why it cannot be read. */
    static void write(String node, DescribeScope scope, Description out) throws IOException {
        JsonNode spec;
        try {
            spec = scope.get(LEASES + node).path("spec");
        } catch (StatusException refused) {
            out.field("Lease", "Failed to get lease: " + refused.text());
            return;
        }
        out.write("Lease:\n");
        String holder = FieldText.orElse(spec.path("holderIdentity"), FieldValue.UNSET);
        out.field(1, "HolderIdentity", holder);
        out.field(1, "AcquireTime", time(spec.path("acquireTime")));
        out.field(1, "RenewTime", time(spec.path("renewTime")));
    }

    private static String time(JsonNode time) {
        return FieldValue.isSet(time) ? FieldValue.time(time) : FieldValue.UNSET;
    }
}
