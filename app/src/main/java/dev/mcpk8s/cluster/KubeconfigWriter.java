package dev.mcpk8s.cluster;

import dev.mcpk8s.command.Impersonation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** A kubeconfig to YAML; empty fields are left out. */
final class KubeconfigWriter {

    private KubeconfigWriter() {}

    static String write(Kubeconfig kubeconfig) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("apiVersion", "v1");
        root.put("kind", "Config");
        root.put("clusters", named(kubeconfig.clusters(), "cluster", KubeconfigWriter::cluster));
        root.put("contexts", named(kubeconfig.contexts(), "context", KubeconfigWriter::context));
        root.put("users", named(kubeconfig.users(), "user", KubeconfigWriter::user));
        root.put("current-context", kubeconfig.currentContext());
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return new Yaml(options).dump(root);
    }

    private static <T> List<Map<String, Object>> named(
            Map<String, T> entries, String kind, Function<T, Map<String, Object>> writer) {
        List<Map<String, Object>> list = new ArrayList<>();
        entries.forEach(
                (name, entry) -> {
                    Map<String, Object> item = new LinkedHashMap<>();
                    item.put("name", name);
                    item.put(kind, writer.apply(entry));
                    list.add(item);
                });
        return list;
    }

    private static Map<String, Object> cluster(ClusterEntry cluster) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "server", cluster.server());
        put(fields, "certificate-authority-data", base64(cluster.certificateAuthority()));
        put(fields, "tls-server-name", cluster.tlsServerName());
        ServerAddress proxy = cluster.proxy().address();
        put(fields, "proxy-url", proxy == null ? "" : proxy.toUrl());
        if (cluster.skipVerify()) {
            fields.put("insecure-skip-tls-verify", true);
        }
        if (cluster.disableCompression()) {
            fields.put("disable-compression", true);
        }
        return fields;
    }

    private static Map<String, Object> context(ContextEntry context) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "cluster", context.cluster());
        put(fields, "user", context.user());
        put(fields, "namespace", context.namespace());
        return fields;
    }

    private static Map<String, Object> user(UserEntry user) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "token", user.token());
        put(fields, "username", user.username());
        put(fields, "password", user.password());
        put(fields, "client-certificate-data", base64(user.clientCertificate()));
        put(fields, "client-key-data", base64(user.clientKey()));
        Impersonation identity = user.impersonation();
        put(fields, "as", identity.user());
        put(fields, "as-uid", identity.uid());
        if (!identity.groups().isEmpty()) {
            fields.put("as-groups", identity.groups());
        }
        if (!identity.extra().isEmpty()) {
            fields.put("as-user-extra", identity.extra());
        }
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(name, value);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
