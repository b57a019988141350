package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import dev.mcpk8s.print.describe.Description;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Secrets: how long their values are; only the token of a service account shows itself. */
@Singleton
final class SecretDescriber implements Describer {

    private static final String TOKEN_TYPE = "kubernetes.io/service-account-token";

    @Override
    public String groupKind() {
        return "Secret";
    }

    @Override
    public void describe(JsonNode secret, DescribeScope scope, Description out) throws IOException {
        Header.write(secret, out);
        String type = secret.path("type").asText();
        out.write("\nType:\t" + type + "\n");
        out.write("\nData\n====\n");
        for (Map.Entry<String, JsonNode> entry : SortedFields.of(secret.path("data"))) {
            byte[] value = Base64.getDecoder().decode(entry.getValue().asText());
            boolean token = entry.getKey().equals("token") && type.equals(TOKEN_TYPE);
            out.write(
                    entry.getKey()
                            + ":\t"
                            + (token
                                    ? new String(value, StandardCharsets.UTF_8)
                                    : value.length + " bytes")
                            + "\n");
        }
    }
}
