package dev.mcpk8s.verb.tool.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.json.Json;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.GroupVersion;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.ResourceMapping;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What helm notes of a release in a Secret while it works on it: JSON, compressed, in base64 twice
 * (helm: {@code pkg/storage/driver}).
 *
 * @param manifests texts of the objects and hooks
 */
record ReleaseRecord(List<String> manifests) {

    private static final ResourceMapping SECRETS =
            new ResourceMapping(new GroupVersion("", "v1"), "secrets", "Secret", true);

    /** A Secret holds 1 MiB; more than this is no release. */
    private static final int LARGEST = 64 * 1024 * 1024;

    ReleaseRecord {
        manifests = List.copyOf(manifests);
    }

    /**
     * The newest record of a release.
     *
     * @param states of which it must have one ({@code pending-install}); empty for any
     */
    static Optional<ReleaseRecord> newest(
            ClusterSession session, String release, List<String> states) throws IOException {
        String selector = "owner=helm,name=" + release;
        if (!states.isEmpty()) {
            selector += ",status in (" + String.join(",", states) + ")";
        }
        ListOptions options = new ListOptions(selector, "", 0, "");
        try (ApiResponse answer =
                session.objects()
                        .list(SECRETS, session.namespace(), options, Representation.OBJECT)) {
            JsonNode newest = null;
            for (JsonNode secret : answer.json().path("items")) {
                if (newest == null || version(secret) > version(newest)) {
                    newest = secret;
                }
            }
            return newest == null ? Optional.empty() : Optional.of(read(newest));
        }
    }

    private static long version(JsonNode secret) {
        return secret.path("metadata").path("labels").path("version").asLong();
    }

    private static ReleaseRecord read(JsonNode secret) throws IOException {
        try (InputStream text = unpacked(secret.path("data").path("release").asText())) {
            JsonNode release = Json.READER.readTree(text.readNBytes(LARGEST));
            List<String> manifests = new ArrayList<>();
            manifests.add(release.path("manifest").asText());
            for (JsonNode hook : release.path("hooks")) {
                manifests.add(hook.path("manifest").asText());
            }
            return new ReleaseRecord(manifests);
        }
    }

    private static InputStream unpacked(String data) throws IOException {
        try {
            byte[] packed = Base64.getDecoder().decode(Base64.getDecoder().decode(data));
            return new GZIPInputStream(new ByteArrayInputStream(packed));
        } catch (IllegalArgumentException notBase64) {
            throw new IOException("the release's record cannot be read", notBase64);
        }
    }
}
