package dev.mcpk8s.cluster;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's TLS, by the JDK alone. Kept as long as the connection: the HTTP client shares sockets
 * only where it sees the very same factory.
 */
record TlsSetup(ServerNameSockets sockets, X509TrustManager trust) {

    private static final String CA = "certificate-authority-data";
    private static final String CERTIFICATE = "client-certificate-data and client-key-data";

    /**
     * @throws CommandException {@link ErrorCode#KUBECONFIG_INVALID} with the field's name and never
     *     its content
     */
    static TlsSetup of(ClusterEntry cluster, UserEntry user, int handshakeMillis) {
        String host = cluster.address().host();
        String name = cluster.tlsServerName().isEmpty() ? host : cluster.tlsServerName();
        ServerTrust trust = new ServerTrust(authorities(cluster), name);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity(user), new TrustManager[] {trust}, null);
            return new TlsSetup(
                    new ServerNameSockets(context.getSocketFactory(), name, handshakeMillis),
                    trust);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("TLS is not available", missing);
        }
    }

    private static @Nullable X509TrustManager authorities(ClusterEntry cluster) {
        if (cluster.skipVerify()) {
            return null;
        }
        if (cluster.certificateAuthority().isEmpty()) {
            return SystemAuthorities.TRUST;
        }
        try {
            return trusting(Pem.certificates(cluster.certificateAuthority()));
        } catch (GeneralSecurityException | IOException broken) {
            throw new CommandException(
                    ErrorCode.KUBECONFIG_INVALID,
                    "clusters["
                            + Fields.shown(cluster.name())
                            + "].cluster."
                            + CA
                            + " does not hold certificates in PEM form");
        }
    }

    private static KeyManager @Nullable [] identity(UserEntry user) {
        if (user.clientCertificate().isEmpty()) {
            return null;
        }
        try {
            return new KeyManager[] {
                ClientIdentity.read(user.clientCertificate(), user.clientKey())
            };
        } catch (GeneralSecurityException broken) {
            throw new CommandException(
                    ErrorCode.KUBECONFIG_INVALID,
                    "users["
                            + Fields.shown(user.name())
                            + "].user."
                            + CERTIFICATE
                            + " cannot be used: they must be a certificate and its own,"
                            + " unencrypted key in PEM form (PKCS#8, PKCS#1 or SEC1)");
        }
    }

    private static X509TrustManager trusting(@Nullable List<X509Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = null;
        if (certificates != null) {
            store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("ca" + i, certificates.get(i));
            }
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }

    /** The JDK's own authorities, read once and only when a kubeconfig brings none. */
    private static final class SystemAuthorities {

        static final X509TrustManager TRUST = read();

        private static X509TrustManager read() {
            try {
                return trusting(null);
            } catch (GeneralSecurityException | IOException missing) {
                throw new IllegalStateException("the JDK has no authorities", missing);
            }
        }
    }
}
