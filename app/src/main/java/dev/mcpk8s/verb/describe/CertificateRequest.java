package dev.mcpk8s.verb.describe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who a certificate is requested for (PKCS #10).
 *
 * @param subject parts of the name by the object identifier of their type, in hexadecimal
 * @param alternatives other names by their tag
 */
record CertificateRequest(
        Map<String, List<String>> subject, Map<Integer, List<DerValue>> alternatives) {

    static final int EMAIL = 0x81;
    static final int DNS = 0x82;
    static final int URI = 0x86;
    static final int IP = 0x87;

    private static final int ATTRIBUTES = 0xA0;
    private static final String EXTENSIONS = "2a864886f70d01090e";
    private static final String ALTERNATIVE_NAMES = "551d11";
    private static final String BEGIN = "-----BEGIN CERTIFICATE REQUEST-----";
    private static final String END = "-----END CERTIFICATE REQUEST-----";

    /**
     * Reads a request.
     *
     * @param pem the block's text, headers included
     * @throws IllegalArgumentException when it is none
     */
    static CertificateRequest parse(String pem) {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END, Math.max(begin, 0));
        if (begin < 0 || end < 0) {
            throw new IllegalArgumentException("PEM block type must be CERTIFICATE REQUEST");
        }
        String body = pem.substring(begin + BEGIN.length(), end).strip();
        byte[] der = Base64.getMimeDecoder().decode(body.getBytes(StandardCharsets.ISO_8859_1));
        DerValue info = DerValue.of(der).element(0);
        Map<Integer, List<DerValue>> alternatives = new LinkedHashMap<>();
        for (DerValue part : info.elements()) {
            if (part.tag() == ATTRIBUTES) {
                part.elements().forEach(attribute -> readAttribute(attribute, alternatives));
            }
        }
        return new CertificateRequest(subject(info.element(1)), alternatives);
    }

    /** All values of one part of the name. */
    List<String> subject(String type) {
        return subject.getOrDefault(type, List.of());
    }

    /** Other names of a kind, as text. */
    List<String> texts(int tag) {
        return alternatives.getOrDefault(tag, List.of()).stream().map(DerValue::text).toList();
    }

    /** Other names that are addresses. */
    List<byte[]> addresses() {
        return alternatives.getOrDefault(IP, List.of()).stream().map(DerValue::bytes).toList();
    }

    private static Map<String, List<String>> subject(DerValue name) {
        Map<String, List<String>> subject = new LinkedHashMap<>();
        for (DerValue set : name.elements()) {
            for (DerValue part : set.elements()) {
                subject.computeIfAbsent(identifier(part), unseen -> new ArrayList<>())
                        .add(part.element(1).text());
            }
        }
        return subject;
    }

    private static void readAttribute(
            DerValue attribute, Map<Integer, List<DerValue>> alternatives) {
        if (!identifier(attribute).equals(EXTENSIONS)) {
            return;
        }
        for (DerValue extensions : attribute.element(1).elements()) {
            for (DerValue extension : extensions.elements()) {
                if (identifier(extension).equals(ALTERNATIVE_NAMES)) {
                    readNames(extension, alternatives);
                }
            }
        }
    }

    private static void readNames(DerValue extension, Map<Integer, List<DerValue>> alternatives) {
        for (DerValue value : extension.elements()) {
            if (value.tag() == DerValue.OCTETS) {
                for (DerValue name : DerValue.of(value.bytes()).elements()) {
                    alternatives.computeIfAbsent(name.tag(), unseen -> new ArrayList<>()).add(name);
                }
            }
        }
    }

    private static String identifier(DerValue value) {
        return HexFormat.of().formatHex(value.element(0).bytes());
    }
}
