package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import dev.mcpk8s.print.describe.FieldValue;
import dev.mcpk8s.print.describe.LabelSelectorText;
import java.io.IOException;

/** What traffic a network policy allows in one direction. */
enum NetworkPolicyRules {
    INGRESS("ingress", "from", "From", "source"),
    EGRESS("egress", "to", "To", "destination");

    private static final int RULE = 2;
    private static final int PEER = 3;
    private static final int BLOCK = 4;

    private final String direction;
    private final String peers;
    private final String label;
    private final String end;

    NetworkPolicyRules(String direction, String peers, String label, String end) {
        this.direction = direction;
        this.peers = peers;
        this.label = label;
        this.end = end;
    }

    void write(JsonNode rules, Description out) throws IOException {
        if (rules.isEmpty()) {
            out.write(
                    RULE,
                    "<none> (Selected pods are isolated for " + direction + " connectivity)\n");
        }
        for (int i = 0; i < rules.size(); i++) {
            if (i > 0) {
                out.write(RULE, "----------\n");
            }
            ports(rules.path(i).path("ports"), out);
            peers(rules.path(i).path(peers), out);
        }
    }

    private static void ports(JsonNode ports, Description out) throws IOException {
        if (ports.isEmpty()) {
            out.write(RULE, "To Port: <any> (traffic allowed to all ports)\n");
        }
        for (JsonNode port : ports) {
            String protocol = FieldText.orElse(port.path("protocol"), "TCP");
            String number = FieldText.orElse(port.path("port"), "<nil>");
            JsonNode last = port.path("endPort");
            out.write(
                    RULE,
                    !FieldValue.isSet(last)
                            ? "To Port: " + number + "/" + protocol + "\n"
                            : "To Port Range: %s-%d/%s\n"
                                    .formatted(number, last.asLong(), protocol));
        }
    }

    private void peers(JsonNode peers, Description out) throws IOException {
        if (peers.isEmpty()) {
            out.write(RULE, label + ": <any> (traffic not restricted by " + end + ")\n");
        }
        for (JsonNode peer : peers) {
            out.write(RULE, label + ":\n");
            JsonNode namespaces = peer.path("namespaceSelector");
            JsonNode pods = peer.path("podSelector");
            JsonNode block = peer.path("ipBlock");
            if (FieldValue.isSet(namespaces)) {
                out.write(
                        PEER, "NamespaceSelector: " + LabelSelectorText.orNone(namespaces) + "\n");
            }
            if (FieldValue.isSet(pods)) {
                out.write(PEER, "PodSelector: " + LabelSelectorText.orNone(pods) + "\n");
            }
            if (!FieldValue.isSet(namespaces) && !FieldValue.isSet(pods) && block.isObject()) {
                out.write(PEER, "IPBlock:\n");
                out.write(BLOCK, "CIDR: " + block.path("cidr").asText() + "\n");
                out.write(BLOCK, "Except: " + FieldText.joined(block.path("except"), ", ") + "\n");
            }
        }
    }
}
