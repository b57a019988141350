package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Service accounts and the secrets their pods pull images with. */
@Singleton
final class ServiceAccountDescriber implements Describer {

    private static final String HEADER = "Image pull secrets:";

    @Override
    public String groupKind() {
        return "ServiceAccount";
    }

    @Override
    public void describe(JsonNode account, DescribeScope scope, Description out)
            throws IOException {
        Header.write(account, out);
        String prefix = HEADER;
        for (JsonNode secret : account.path("imagePullSecrets")) {
            out.write(prefix + "\t" + secret.path("name").asText() + "\n");
            prefix = " ".repeat(HEADER.length());
        }
        if (account.path("imagePullSecrets").isEmpty()) {
            out.write(HEADER + "\t<none>\n");
        }
        scope.events(account, out);
    }
}
