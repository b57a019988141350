package dev.mcpk8s.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A credential program as the operator's kubeconfig describes it.
 *
 * @param user whose it is
 * @param version of the documents that it takes and gives
 * @param environment what it is told, beside the service's own environment
 */
record ExecProgram(
        String user, String version, List<String> command, Map<String, String> environment) {

    private static final String GROUP = "client.authentication.k8s.io/";
    private static final Set<String> VERSIONS = Set.of(GROUP + "v1", GROUP + "v1beta1");

    private static final List<String> CLUSTER_FIELDS =
            List.of(
                    "server",
                    "tls-server-name",
                    "insecure-skip-tls-verify",
                    "certificate-authority-data",
                    "proxy-url",
                    "disable-compression");

    /**
     * @param cluster the kubeconfig's entry for the cluster that is meant
     * @throws CommandException {@link ErrorCode#KUBECONFIG_INVALID}
     */
    static ExecProgram read(String user, ObjectNode exec, JsonNode cluster) {
        String version = exec.path("apiVersion").asText("");
        List<String> command = new ArrayList<>();
        command.add(exec.path("command").asText(""));
        exec.path("args").forEach(argument -> command.add(argument.asText()));
        Map<String, String> environment = new LinkedHashMap<>();
        for (JsonNode variable : exec.path("env")) {
            environment.put(variable.path("name").asText(), variable.path("value").asText());
        }
        boolean tellsCluster = exec.path("provideClusterInfo").asBoolean(false);
        environment.put("KUBERNETES_EXEC_INFO", info(version, tellsCluster ? cluster : null));
        ExecProgram program =
                new ExecProgram(user, version, List.copyOf(command), Map.copyOf(environment));
        if (!VERSIONS.contains(version)) {
            throw program.failed(
                    "its apiVersion is none of " + VERSIONS.stream().sorted().toList());
        }
        if (command.getFirst().isEmpty()) {
            throw program.failed("it names no command");
        }
        if (exec.path("interactiveMode").asText("").equals("Always")) {
            throw program.failed("it wants to ask somebody, and nobody is here to answer");
        }
        return program;
    }

    private static String info(String version, @Nullable JsonNode cluster) {
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        info.put("kind", "ExecCredential").put("apiVersion", version);
        ObjectNode spec = info.putObject("spec").put("interactive", false);
        if (cluster != null) {
            ObjectNode told = spec.putObject("cluster");
            for (String field : CLUSTER_FIELDS) {
                if (cluster.has(field)) {
                    told.set(field, cluster.get(field));
                }
            }
            for (JsonNode extension : cluster.path("extensions")) {
                if (extension.path("name").asText("").equals(GROUP + "exec")) {
                    told.set("config", extension.path("extension"));
                }
            }
        }
        return info.toString();
    }

    /** What tells it from every other, and is never shown. */
    String toKey() {
        return version + '\0' + command + '\0' + new TreeMap<>(environment);
    }

    CommandException failed(String why) {
        return new CommandException(
                ErrorCode.KUBECONFIG_INVALID,
                "users["
                        + Fields.shown(user)
                        + "].user.exec of the service's own kubeconfig cannot be used: "
                        + why);
    }

    /** Never shows what it is given. */
    @Override
    public String toString() {
        return "ExecProgram[" + user + "]";
    }
}
