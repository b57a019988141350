package dev.mcpk8s.cluster;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/**
 * A private key's PEM text to a key: PKCS#8, PKCS#1 (RSA) and SEC1 (EC).
 *
 * <p>The JDK reads PKCS#8 alone, which is the other two in an envelope that names the algorithm.
 * The certificate's public key has that name in the very form the envelope wants, curve included.
 */
final class PrivateKeys {

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final byte[] VERSION = {0x02, 0x01, 0x00};

    private PrivateKeys() {}

    /**
     * @param publicKey of the certificate that the key belongs to
     * @throws GeneralSecurityException when there is no key, it is encrypted, or not this one's
     */
    static PrivateKey read(String pem, PublicKey publicKey) throws GeneralSecurityException {
        for (Pem.Block block : Pem.blocks(pem)) {
            switch (block.label()) {
                case "PRIVATE KEY",
                        "RSA PRIVATE KEY",
                        "EC PRIVATE KEY",
                        "ENCRYPTED PRIVATE KEY" -> {
                    PrivateKey key = decode(block, publicKey);
                    requireMatch(key, publicKey);
                    return key;
                }
                default -> {}
            }
        }
        throw new CertificateException("there is no private key");
    }

    private static PrivateKey decode(Pem.Block block, PublicKey publicKey)
            throws GeneralSecurityException {
        if (block.encrypted()) {
            throw new InvalidKeyException("the private key is encrypted");
        }
        byte[] envelope =
                block.label().equals("PRIVATE KEY") ? block.der() : wrap(block.der(), publicKey);
        try {
            return KeyFactory.getInstance(publicKey.getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(envelope));
        } catch (GeneralSecurityException broken) {
            throw new InvalidKeyException("the private key cannot be read");
        }
    }

    private static byte[] wrap(byte[] key, PublicKey publicKey) {
        byte[] algorithm = algorithm(publicKey.getEncoded());
        return der(SEQUENCE, join(VERSION, algorithm, der(OCTET_STRING, key)));
    }

    /** The algorithm identifier: the first element of the sequence that a public key is. */
    private static byte[] algorithm(byte[] publicKey) {
        int start = 1 + lengthBytes(publicKey, 1);
        int end = start + 1 + lengthBytes(publicKey, start + 1) + length(publicKey, start + 1);
        return Arrays.copyOfRange(publicKey, start, end);
    }

    private static int lengthBytes(byte[] der, int at) {
        return (der[at] & 0x80) == 0 ? 1 : 1 + (der[at] & 0x7F);
    }

    private static int length(byte[] der, int at) {
        if ((der[at] & 0x80) == 0) {
            return der[at];
        }
        int length = 0;
        for (int i = 1; i < lengthBytes(der, at); i++) {
            length = (length << 8) | (der[at + i] & 0xFF);
        }
        return length;
    }

    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.write(0x83);
            out.write(content.length >> 16);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Go refuses a pair that does not match before it connects; so do we. */
    private static void requireMatch(PrivateKey key, PublicKey publicKey)
            throws GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(VERSION);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(VERSION);
        if (!signature.verify(signed)) {
            throw new InvalidKeyException("the private key does not match the certificate");
        }
    }
}
