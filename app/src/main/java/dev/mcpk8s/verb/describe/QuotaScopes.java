package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import dev.mcpk8s.print.describe.Description;
import java.io.IOException;
import java.util.List;

/** Which pods a resource quota counts. */
final class QuotaScopes {

    private QuotaScopes() {}

    /**
     * Writes nothing for a quota that counts all.
     *
     * @param bullet what stands before an explanation
     */
    static void write(int level, String bullet, JsonNode quota, Description out)
            throws IOException {
        List<String> scopes = FieldText.strings(quota.path("spec").path("scopes"));
        if (scopes.isEmpty()) {
            return;
        }
        scopes.sort(SortedFields.BY_BYTES);
        out.write(level, "Scopes:\t" + String.join(", ", scopes) + "\n");
        for (String scope : scopes) {
            String explanation = explanation(scope);
            if (!explanation.isEmpty()) {
                out.write(level, bullet + explanation + "\n");
            }
        }
    }

    private static String explanation(String scope) {
        return switch (scope) {
            case "Terminating" ->
                    "Matches all pods that have an active deadline. These pods have a limited"
                            + " lifespan on a node before being actively terminated by the system.";
            case "NotTerminating" ->
                    "Matches all pods that do not have an active deadline. These pods usually"
                            + " include long running pods whose container command is not expected"
                            + " to terminate.";
            case "BestEffort" ->
                    "Matches all pods that do not have resource requirements set. These pods have"
                            + " a best effort quality of service.";
            case "NotBestEffort" ->
                    "Matches all pods that have at least one resource requirement set. These pods"
                            + " have a burstable or guaranteed quality of service.";
            default -> "";
        };
    }
}
