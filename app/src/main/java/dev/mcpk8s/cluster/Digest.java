package dev.mcpk8s.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of a sequence of texts: a cache's key that holds no secret. Each text goes in with its
 * length, so no two sequences look alike.
 */
record Digest(long first, long second, long third, long fourth) {

    static Digest of(String text) {
        return new Builder().add(text).build();
    }

    /** What identifies a connection: everything that changes where it leads or as whom. */
    static Digest of(ResolvedTarget target) {
        ClusterEntry cluster = target.cluster();
        ProxyChoice proxy = cluster.proxy();
        UserEntry user = target.user();
        Builder digest =
                new Builder()
                        .add(cluster.server())
                        .add(cluster.certificateAuthority())
                        .add(cluster.tlsServerName())
                        .add(cluster.skipVerify() ? "any" : "verified")
                        .add(cluster.disableCompression() ? "plain" : "gzip")
                        .add(proxy.kind().name())
                        .add(proxy.address() == null ? "" : proxy.address().toUrl())
                        .add(user.token())
                        .add(user.username())
                        .add(user.password())
                        .add(user.clientCertificate())
                        .add(user.clientKey())
                        .add(target.trusted() ? "operator" : "caller");
        digest.add(user.impersonation().user()).add(user.impersonation().uid());
        digest.add(user.impersonation().groups());
        for (Map.Entry<String, List<String>> extra : user.impersonation().extra().entrySet()) {
            digest.add(extra.getKey()).add(extra.getValue());
        }
        return digest.build();
    }

    private static final class Builder {

        private final MessageDigest sha256 = sha256();

        Builder add(@Nullable String text) {
            byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
            int length = text == null ? -1 : bytes.length;
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
            sha256.update(bytes);
            return this;
        }

        Builder add(List<String> texts) {
            add("" + texts.size());
            texts.forEach(this::add);
            return this;
        }

        Digest build() {
            ByteBuffer hash = ByteBuffer.wrap(sha256.digest());
            return new Digest(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException missing) {
                throw new IllegalStateException("every JDK has SHA-256", missing);
            }
        }
    }
}
