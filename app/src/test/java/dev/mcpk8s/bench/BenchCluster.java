package dev.mcpk8s.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.yaml.snakeyaml.Yaml;

/** The cluster under measurement, read from its admin kubeconfig (token and CA data). */
final class BenchCluster {

    static final String NAMESPACE = "bench";

    final String kubeconfig;
    final Path kubeconfigFile;
    final Path kubectl;
    final URI server;
    final String token;
    final SSLContext tls;

    BenchCluster(Path kubeconfigFile, Path kubectl) throws Exception {
        this.kubeconfigFile = kubeconfigFile;
        this.kubectl = kubectl;
        this.kubeconfig = Files.readString(kubeconfigFile);
        Map<?, ?> root = new Yaml().load(kubeconfig);
        Map<?, ?> cluster = first(root, "clusters", "cluster");
        this.server = URI.create((String) cluster.get("server"));
        this.token = (String) first(root, "users", "user").get("token");
        this.tls = trusting((String) cluster.get("certificate-authority-data"));
    }

    /** The same cluster under another token. */
    String kubeconfigFor(String otherToken) {
        return kubeconfig.replace(token, otherToken);
    }

    /** An authorised request to the API server. */
    byte[] request(String method, String path, String contentType, String body) {
        return RawHttpConnection.request(
                method,
                path,
                "Authorization: Bearer "
                        + token
                        + "\r\nContent-Type: "
                        + contentType
                        + "\r\nAccept: application/json\r\n",
                body);
    }

    String kubectl(String stdin, String... arguments) throws Exception {
        List<String> command =
                Stream.concat(
                                Stream.of(kubectl.toString(), "--kubeconfig", "" + kubeconfigFile),
                                Stream.of(arguments))
                        .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(stdin.getBytes(StandardCharsets.UTF_8));
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(text);
        }
        return text;
    }

    private static Map<?, ?> first(Map<?, ?> root, String list, String entry) {
        return (Map<?, ?>) ((Map<?, ?>) ((List<?>) root.get(list)).getFirst()).get(entry);
    }

    private static SSLContext trusting(String caData) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        byte[] pem = Base64.getMimeDecoder().decode(caData);
        int number = 0;
        for (var certificate :
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(pem))) {
            store.setCertificateEntry("ca" + number++, certificate);
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
