package dev.mcpk8s.cluster;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** PEM text to its blocks, with JDK classes alone. Text around the blocks is skipped. */
final class Pem {

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private Pem() {}

    /**
     * @param label such as {@code CERTIFICATE}
     * @param encrypted whether it has the headers of an encrypted key
     */
    record Block(String label, byte[] der, boolean encrypted) {}

    /**
     * @throws CertificateException when a block is not closed or not base64
     */
    static List<Block> blocks(String text) throws CertificateException {
        List<Block> blocks = new ArrayList<>();
        int from = text.indexOf(BEGIN);
        while (from >= 0) {
            int labelEnd = text.indexOf(DASHES, from + BEGIN.length());
            int end = labelEnd < 0 ? -1 : text.indexOf(END, labelEnd);
            if (end < 0) {
                throw new CertificateException("a PEM block has no end");
            }
            String label = text.substring(from + BEGIN.length(), labelEnd);
            String body = text.substring(labelEnd + DASHES.length(), end);
            blocks.add(block(label, body));
            from = text.indexOf(BEGIN, end);
        }
        return blocks;
    }

    /**
     * @throws CertificateException when one of them cannot be read, or there is none
     */
    static List<X509Certificate> certificates(String text) throws CertificateException {
        List<X509Certificate> certificates = new ArrayList<>();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (Block block : blocks(text)) {
            if (block.label().equals("CERTIFICATE")) {
                ByteArrayInputStream der = new ByteArrayInputStream(block.der());
                certificates.add((X509Certificate) factory.generateCertificate(der));
            }
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("there is no certificate");
        }
        return certificates;
    }

    private static Block block(String label, String body) throws CertificateException {
        if (body.contains("Proc-Type:") || label.startsWith("ENCRYPTED")) {
            return new Block(label, new byte[0], true);
        }
        try {
            byte[] der = Base64.getDecoder().decode(body.replaceAll("\\s", ""));
            return new Block(label, der, false);
        } catch (IllegalArgumentException broken) {
            throw new CertificateException("a PEM block is not base64");
        }
    }
}
