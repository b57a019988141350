package dev.mcpk8s.http;

import dev.mcpk8s.commandline.CommandText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request's body, read and of the right type; see the contract, section 1.
 *
 * @param kubeconfig null when absent or empty, as are context and namespace
 * @param timeoutSeconds null when absent
 * @param stdin empty when absent
 * @param files by normalised relative path
 */
record Envelope(
        CommandText command,
        @Nullable String kubeconfig,
        @Nullable String context,
        @Nullable String namespace,
        @Nullable Long timeoutSeconds,
        byte[] stdin,
        Map<String, byte[]> files) {

    Envelope {
        files = Map.copyOf(files);
    }
}
