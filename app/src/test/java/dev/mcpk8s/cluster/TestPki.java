package dev.mcpk8s.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Authorities, certificates and keys, made by the JDK's keytool when a test needs them. */
final class TestPki {

    private static final String PASSWORD = "changeit";

    private final Path store;

    /**
     * @param folder where the key store is written
     */
    TestPki(Path folder) {
        this.store = folder.resolve("store.p12");
    }

    TestPki authority(String alias) throws Exception {
        return keytool(alias, "RSA", "-ext", "bc:c", "-dname", "CN=" + alias);
    }

    /**
     * @param options more of keytool's, such as {@code -ext san=dns:host}
     */
    TestPki leaf(String alias, String algorithm, String signer, String... options)
            throws Exception {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("-signer", signer, "-dname", "CN=" + alias));
        return keytool(alias, algorithm, all.toArray(new String[0]));
    }

    KeyStore load() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    /** A store with one entry alone, for a server. */
    KeyStore only(String alias) throws GeneralSecurityException, IOException {
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        KeyStore all = load();
        one.setKeyEntry(alias, key(alias), PASSWORD.toCharArray(), all.getCertificateChain(alias));
        return one;
    }

    static char[] password() {
        return PASSWORD.toCharArray();
    }

    String certificatePem(String alias) throws GeneralSecurityException, IOException {
        return pem("CERTIFICATE", load().getCertificate(alias).getEncoded());
    }

    X509Certificate certificate(String alias) throws GeneralSecurityException, IOException {
        return (X509Certificate) load().getCertificate(alias);
    }

    PrivateKey key(String alias) throws GeneralSecurityException, IOException {
        return (PrivateKey) load().getKey(alias, PASSWORD.toCharArray());
    }

    String pkcs8Pem(String alias) throws GeneralSecurityException, IOException {
        return pem("PRIVATE KEY", key(alias).getEncoded());
    }

    /** PKCS#1 or SEC1: what PKCS#8 wraps. */
    String traditionalPem(String alias) throws GeneralSecurityException, IOException {
        PrivateKey key = key(alias);
        String label = key.getAlgorithm().equals("RSA") ? "RSA PRIVATE KEY" : "EC PRIVATE KEY";
        byte[] inner = key.getEncoded();
        int[] version = element(inner, element(inner, 0)[0]);
        int[] algorithm = element(inner, version[1]);
        int[] octets = element(inner, algorithm[1]);
        return pem(label, Arrays.copyOfRange(inner, octets[0], octets[1]));
    }

    static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Where a DER element's content starts and ends. */
    private static int[] element(byte[] der, int at) {
        int length = der[at + 1] & 0xFF;
        int start = at + 2;
        if (length > 0x7F) {
            int bytes = length & 0x7F;
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = (length << 8) | (der[start + i] & 0xFF);
            }
            start += bytes;
        }
        return new int[] {start, start + length};
    }

    private TestPki keytool(String alias, String algorithm, String... options) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                alias,
                                "-keyalg",
                                algorithm,
                                "-storepass",
                                PASSWORD,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString()));
        if (algorithm.equals("RSA")) {
            command.addAll(List.of("-keysize", "2048"));
        }
        if (!List.of(options).contains("-startdate")) {
            command.addAll(List.of("-validity", "10"));
        }
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(output);
        }
        return this;
    }
}
