package dev.mcpk8s.ephemeral;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Who asks, as the cluster knows them: a user stays the same whatever kubeconfig brings them. */
final class Owner {

    private static final int BYTES = 16;

    private Owner() {}

    /** A hash of the user's name that fits a label. */
    static String of(ClusterObjects objects) {
        JsonNode user = objects.ask(Types.SELF_REVIEWS).at("/status/userInfo/username");
        byte[] name = user.asText().getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Arrays.copyOf(sha256().digest(name), BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
