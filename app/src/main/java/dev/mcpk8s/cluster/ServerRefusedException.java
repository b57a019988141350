package dev.mcpk8s.cluster;

import java.security.cert.CertificateException;

/** A server's certificate was refused; the message is Go's, without {@code tls: }. */
final class ServerRefusedException extends CertificateException {

    ServerRefusedException(String message) {
        super(message);
    }
}
