package dev.mcpk8s.cluster;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The names a certificate is valid for; the subject's common name does not count.
 *
 * <p>Rules and words are Go's: {@code crypto/x509/verify.go}, {@code VerifyHostname} and {@code
 * HostnameError}.
 */
record CertificateNames(List<String> names, List<InetAddress> addresses) {

    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    static CertificateNames of(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        List<InetAddress> addresses = new ArrayList<>();
        for (List<?> entry : alternatives(certificate)) {
            if (entry.get(0).equals(DNS)) {
                names.add(String.valueOf(entry.get(1)));
            } else if (entry.get(0).equals(ADDRESS)) {
                addresses.add(InetAddress.ofLiteral(String.valueOf(entry.get(1))));
            }
        }
        return new CertificateNames(names, addresses);
    }

    /**
     * @throws ServerRefusedException when the certificate is for somebody else
     */
    void requireMatch(String wanted) throws ServerRefusedException {
        InetAddress address = address(wanted);
        if (address != null ? addresses.contains(address) : matchesName(wanted)) {
            return;
        }
        if (address != null && addresses.isEmpty()) {
            throw new ServerRefusedException(
                    "x509: cannot validate certificate for "
                            + wanted
                            + " because it doesn't contain any IP SANs");
        }
        List<String> valid =
                address == null
                        ? names
                        : addresses.stream().map(InetAddress::getHostAddress).toList();
        throw new ServerRefusedException(
                valid.isEmpty()
                        ? "x509: certificate is not valid for any names, but wanted to match "
                                + wanted
                        : "x509: certificate is valid for "
                                + String.join(", ", valid)
                                + ", not "
                                + wanted);
    }

    private boolean matchesName(String wanted) {
        String host = plain(wanted);
        return !host.isEmpty() && names.stream().anyMatch(name -> matches(plain(name), host));
    }

    /** A star stands for the whole first label and for nothing else. */
    private static boolean matches(String pattern, String host) {
        if (!pattern.startsWith("*.")) {
            return pattern.equals(host);
        }
        int dot = host.indexOf('.');
        return dot > 0 && pattern.substring(1).equals(host.substring(dot));
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static @Nullable InetAddress address(String host) {
        return Resolution.isName(host) ? null : Resolution.literals(host).getFirst();
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            return alternatives == null ? List.of() : alternatives;
        } catch (CertificateParsingException broken) {
            return List.of();
        }
    }
}
