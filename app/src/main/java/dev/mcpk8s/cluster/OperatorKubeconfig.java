package dev.mcpk8s.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operator's default cluster as self-contained kubeconfig text: a file, or the pod's service
 * account. The files it names are read here; they are read again every few seconds, because tokens
 * are rotated.
 */
@Singleton
final class OperatorKubeconfig {

    private static final Path SERVICE_ACCOUNT =
            Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final OperatorSettings settings;
    private final Map<String, String> environment;
    private final Path serviceAccount;
    private volatile @Nullable Snapshot snapshot;

    private record Snapshot(String text, long readAt) {}

    @Inject
    OperatorKubeconfig(OperatorSettings settings) {
        this(settings, System.getenv(), SERVICE_ACCOUNT);
    }

    OperatorKubeconfig(
            OperatorSettings settings, Map<String, String> environment, Path serviceAccount) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        this.serviceAccount = serviceAccount;
    }

    /**
     * Null when none is configured.
     *
     * @throws CommandException {@link ErrorCode#KUBECONFIG_INVALID} when it cannot be read
     */
    @Nullable String text() {
        String file = settings.kubeconfig();
        if ((file == null || file.isEmpty()) && !settings.inCluster()) {
            return null;
        }
        Snapshot known = snapshot;
        if (known != null && System.nanoTime() - known.readAt() < FRESH.toNanos()) {
            return known.text();
        }
        try {
            ObjectNode tree = file == null || file.isEmpty() ? pod() : readAll(file);
            Snapshot fresh = new Snapshot(tree.toString(), System.nanoTime());
            snapshot = fresh;
            return fresh.text();
        } catch (IOException unreadable) {
            throw new CommandException(
                    ErrorCode.KUBECONFIG_INVALID,
                    "the service's own kubeconfig, or a file it names, cannot be read; its operator"
                            + " must look at mcp-k8s.kubeconfig and mcp-k8s.in-cluster");
        }
    }

    /**
     * Several files are one, as kubectl has it (client-go: {@code clientcmd/loader.go}): what comes
     * first wins, and one that is not there is left out.
     */
    private static ObjectNode readAll(String files) throws IOException {
        List<String> names =
                Arrays.stream(files.split(File.pathSeparator))
                        .filter(name -> !name.isEmpty())
                        .toList();
        if (names.size() == 1) {
            return read(Path.of(names.getFirst()));
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            Path file = Path.of(name);
            if (Files.exists(file)) {
                merge(all, read(file));
            }
        }
        return all;
    }

    private static void merge(ObjectNode all, ObjectNode more) {
        for (String list : List.of("clusters", "users", "contexts")) {
            ArrayNode entries = all.withArray(list);
            Set<String> known = new HashSet<>();
            entries.forEach(entry -> known.add(entry.path("name").asText()));
            for (JsonNode entry : more.path(list)) {
                if (known.add(entry.path("name").asText())) {
                    entries.add(entry);
                }
            }
        }
        String current = more.path("current-context").asText("");
        if (!current.isEmpty() && all.path("current-context").asText("").isEmpty()) {
            all.put("current-context", current);
        }
    }

    private static ObjectNode read(Path file) throws IOException {
        ObjectNode tree = KubeconfigTree.parse(Files.readString(file));
        Path folder = file.toAbsolutePath().getParent();
        for (JsonNode entry : tree.path("clusters")) {
            if (entry.get("cluster") instanceof ObjectNode cluster) {
                inline(cluster, "certificate-authority", folder);
            }
        }
        for (JsonNode entry : tree.path("users")) {
            if (entry.get("user") instanceof ObjectNode user) {
                inline(user, "client-certificate", folder);
                inline(user, "client-key", folder);
                String token = user.path("tokenFile").asText("");
                if (!token.isEmpty()) {
                    user.put("token", Files.readString(resolve(folder, token)).strip());
                }
                user.remove("tokenFile");
                if (user.get("exec") instanceof ObjectNode exec) {
                    resolveCommand(exec, folder);
                }
            }
        }
        return tree;
    }

    /** A path is one from the kubeconfig's folder on; a bare name is searched for. */
    private static void resolveCommand(ObjectNode exec, @Nullable Path folder) {
        String command = exec.path("command").asText("");
        if (command.indexOf('/') > 0) {
            exec.put("command", resolve(folder, command).toString());
        }
    }

    /** As kubectl does: data that is there already wins over the path. */
    private static void inline(ObjectNode entry, String field, @Nullable Path folder)
            throws IOException {
        String path = entry.path(field).asText("");
        if (!path.isEmpty() && entry.path(field + "-data").asText("").isEmpty()) {
            entry.put(field + "-data", base64(resolve(folder, path)));
        }
        entry.remove(field);
    }

    private static Path resolve(@Nullable Path folder, String path) {
        return folder == null ? Path.of(path) : folder.resolve(path);
    }

    private ObjectNode pod() throws IOException {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        if (host.isEmpty()) {
            throw new IOException("not in a pod");
        }
        String authority = host.indexOf(':') < 0 ? host : "[" + host + "]";
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        named(tree, "clusters", "cluster")
                .put("server", "https://" + authority + ":" + port)
                .put("certificate-authority-data", base64(serviceAccount.resolve("ca.crt")));
        named(tree, "users", "user")
                .put("token", Files.readString(serviceAccount.resolve("token")).strip());
        named(tree, "contexts", "context")
                .put("cluster", "in-cluster")
                .put("user", "in-cluster")
                .put("namespace", Files.readString(serviceAccount.resolve("namespace")).strip());
        return tree.put("current-context", "in-cluster");
    }

    private static ObjectNode named(ObjectNode tree, String list, String kind) {
        return tree.putArray(list).addObject().put("name", "in-cluster").putObject(kind);
    }

    private static String base64(Path file) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }
}
