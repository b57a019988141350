package dev.mcpk8s.cluster;

import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a server is the one meant, in Go's order: dates, name, authority; and words the
 * refusal as Go does (Go: {@code crypto/x509/verify.go}).
 *
 * <p>The name is known beforehand, since a connection leads to one server alone; so it is checked
 * here rather than by the HTTP client, whose words differ.
 */
final class ServerTrust extends X509ExtendedTrustManager {

    private final @Nullable X509TrustManager authorities;
    private final String serverName;

    /**
     * @param authorities null trusts every server
     * @param serverName the name or address that the certificate must be valid for
     */
    ServerTrust(@Nullable X509TrustManager authorities, String serverName) {
        this.authorities = authorities;
        this.serverName = serverName;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        if (authorities == null) {
            return;
        }
        requireCurrent(chain[0]);
        CertificateNames.of(chain[0]).requireMatch(serverName);
        try {
            authorities.checkServerTrusted(chain, authType);
        } catch (CertificateException refused) {
            throw worded(refused, chain);
        }
    }

    private static CertificateException worded(
            CertificateException refused, X509Certificate[] chain) throws CertificateException {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException
                    || cause instanceof CertificateNotYetValidException) {
                for (X509Certificate certificate : chain) {
                    requireCurrent(certificate);
                }
            }
            if (cause instanceof CertPathValidatorException path
                    && String.valueOf(path.getMessage()).contains("key usage")) {
                return new ServerRefusedException(
                        "x509: certificate specifies an incompatible key usage");
            }
        }
        if (String.valueOf(refused.getMessage()).contains("Extended key usage")) {
            return new ServerRefusedException(
                    "x509: certificate specifies an incompatible key usage");
        }
        return new ServerRefusedException("x509: certificate signed by unknown authority");
    }

    private static void requireCurrent(X509Certificate certificate) throws ServerRefusedException {
        Instant now = Instant.now();
        Instant until = certificate.getNotAfter().toInstant();
        Instant from = certificate.getNotBefore().toInstant();
        if (now.isAfter(until) || now.isBefore(from)) {
            throw new ServerRefusedException(
                    "x509: certificate has expired or is not yet valid: current time "
                            + now.truncatedTo(ChronoUnit.SECONDS)
                            + (now.isAfter(until) ? " is after " + until : " is before " + from));
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
