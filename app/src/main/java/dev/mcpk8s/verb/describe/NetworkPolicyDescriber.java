package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.LabelSelectorText;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Network policies. */
@Singleton
final class NetworkPolicyDescriber implements Describer {

    private static final DateTimeFormatter GO_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss '+0000 UTC'", Locale.ENGLISH);

    @Override
    public String groupKind() {
        return "NetworkPolicy.networking.k8s.io";
    }

    @Override
    public void describe(JsonNode policy, DescribeScope scope, Description out) throws IOException {
        JsonNode metadata = policy.path("metadata");
        Header.name(policy, out);
        Header.namespace(policy, out);
        out.field("Created on", created(metadata.path("creationTimestamp")));
        Header.labelsAndAnnotations(policy, out);
        spec(policy.path("spec"), out);
    }

    /** A time as Go prints it where nobody chose a form. */
    private static String created(JsonNode time) {
        OffsetDateTime created = OffsetDateTime.parse(time.asText());
        return GO_TIME.format(created.withOffsetSameInstant(ZoneOffset.UTC));
    }

    private static void spec(JsonNode spec, Description out) throws IOException {
        out.write("Spec:\n");
        out.write(1, "PodSelector: ");
        JsonNode selector = spec.path("podSelector");
        boolean everyPod =
                selector.path("matchLabels").isEmpty()
                        && selector.path("matchExpressions").isEmpty();
        out.write(
                2,
                everyPod
                        ? "<none> (Allowing the specific traffic to all pods in this namespace)\n"
                        : LabelSelectorText.orNone(selector) + "\n");
        List<String> types = FieldText.strings(spec.path("policyTypes"));
        if (types.contains("Ingress")) {
            out.write(1, "Allowing ingress traffic:\n");
            NetworkPolicyRules.INGRESS.write(spec.path("ingress"), out);
        } else {
            out.write(1, "Not affecting ingress traffic\n");
        }
        if (types.contains("Egress")) {
            out.write(1, "Allowing egress traffic:\n");
            NetworkPolicyRules.EGRESS.write(spec.path("egress"), out);
        } else {
            out.write(1, "Not affecting egress traffic\n");
        }
        String named = FieldText.nonEmpty(String.join(", ", types), "<none>");
        out.write(1, "Policy Types: " + named + "\n");
    }
}
