package dev.mcpk8s.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a credential program said.
 *
 * @param fields as they stand in a kubeconfig's user
 * @param expires null when it does not say
 */
record ExecCredential(ObjectNode fields, @Nullable Instant expires, Instant obtained) {

    /** A request under way must still arrive in time. */
    private static final Duration EARLY = Duration.ofSeconds(10);

    /** So often at most is a program asked again because of an answer 401. */
    private static final Duration STALE = Duration.ofSeconds(5);

    private static final Map<String, String> FIELDS =
            Map.of(
                    "token", "token",
                    "clientCertificateData", "client-certificate-data",
                    "clientKeyData", "client-key-data");

    /**
     * @throws CommandException {@link ErrorCode#KUBECONFIG_INVALID}, with nothing of the text
     */
    static ExecCredential read(ExecProgram program, String text) {
        ObjectNode said;
        try {
            said = KubeconfigTree.parse(text);
        } catch (CommandException noDocument) {
            throw program.failed("it printed no ExecCredential");
        }
        if (!said.path("kind").asText("").equals("ExecCredential")
                || !said.path("apiVersion").asText("").equals(program.version())) {
            throw program.failed("it printed no ExecCredential of version " + program.version());
        }
        JsonNode status = said.path("status");
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        FIELDS.forEach(
                (name, field) -> {
                    String value = status.path(name).asText("");
                    if (!value.isEmpty()) {
                        fields.put(field, field.endsWith("-data") ? base64(value) : value);
                    }
                });
        if (fields.has("client-certificate-data") != fields.has("client-key-data")) {
            throw program.failed("it printed a certificate without its key, or the reverse");
        }
        if (fields.isEmpty()) {
            throw program.failed("it printed neither a token nor a certificate");
        }
        return new ExecCredential(fields, expiry(program, status), Instant.now());
    }

    private static @Nullable Instant expiry(ExecProgram program, JsonNode status) {
        String text = status.path("expirationTimestamp").asText("");
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw program.failed("its expirationTimestamp is no time");
        }
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    boolean isExpired() {
        return expires != null && Instant.now().plus(EARLY).isAfter(expires);
    }

    boolean mayBeStale() {
        return Instant.now().isAfter(obtained.plus(STALE));
    }

    /** Never shows a secret. */
    @Override
    public String toString() {
        return "ExecCredential";
    }
}
