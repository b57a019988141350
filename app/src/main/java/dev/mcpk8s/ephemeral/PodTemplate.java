package dev.mcpk8s.ephemeral;

import dev.mcpk8s.ephemeral.ServerSpec.Container;
import dev.mcpk8s.ephemeral.ServerSpec.Probe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pod of a server, as Kubernetes' restricted profile wants it: no root, no privileges, nothing
 * writable but two folders that go with the pod, and no token unless rights were asked for.
 */
record PodTemplate(String name, ServerSpec spec, String pullPolicy) {

    private static final int USER = 65_532;
    private static final String HOME = "/home/mcp";
    private static final int STOPS_WITHIN = 10;

    Map<String, Object> toMap() {
        Map<String, Object> pod = new LinkedHashMap<>();
        pod.put("restartPolicy", "Never");
        pod.put("terminationGracePeriodSeconds", STOPS_WITHIN);
        pod.put("enableServiceLinks", false);
        pod.put("automountServiceAccountToken", spec.access() != null);
        if (spec.access() != null) {
            pod.put("serviceAccountName", name);
        }
        pod.put(
                "securityContext",
                Map.of(
                        "runAsNonRoot",
                        true,
                        "runAsUser",
                        USER,
                        "runAsGroup",
                        USER,
                        "fsGroup",
                        USER,
                        "seccompProfile",
                        Map.of("type", "RuntimeDefault")));
        pod.put("containers", List.of(container()));
        pod.put("volumes", List.of(folder("tmp", "1Gi"), folder("home", "1Gi")));
        return pod;
    }

    private static Map<String, Object> folder(String volume, String size) {
        return Map.of("name", volume, "emptyDir", Map.of("sizeLimit", size));
    }

    private Map<String, Object> container() {
        Container asked = spec.container();
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", "mcp");
        container.put("image", asked.image());
        container.put("imagePullPolicy", pullPolicy);
        if (asked.entrypoint() != null) {
            container.put("command", asked.entrypoint());
        }
        if (!spec.args().isEmpty()) {
            container.put("args", literal(spec.args()));
        }
        container.put("ports", List.of(Map.of("name", "mcp", "containerPort", asked.port())));
        container.put("resources", Map.of("requests", asked.requests(), "limits", asked.limits()));
        if (!spec.env().isEmpty()) {
            container.put("envFrom", List.of(Map.of("secretRef", Map.of("name", name))));
        }
        if (!spec.env().containsKey("HOME")) {
            container.put("env", List.of(Map.of("name", "HOME", "value", HOME)));
        }
        container.put(
                "securityContext",
                Map.of(
                        "allowPrivilegeEscalation",
                        false,
                        "readOnlyRootFilesystem",
                        true,
                        "capabilities",
                        Map.of("drop", List.of("ALL"))));
        container.put(
                "volumeMounts",
                List.of(
                        Map.of("name", "tmp", "mountPath", "/tmp"),
                        Map.of("name", "home", "mountPath", HOME)));
        putProbes(container);
        return container;
    }

    /**
     * The proxy tells when its server speaks MCP, and ends by itself when starting takes too long;
     * of an image of one's own only its port is known.
     *
     * <p>A startup probe is for the latter alone: Kubernetes asks it no earlier than a whole period
     * after the pod came to its node, and for readiness as soon as the container runs.
     */
    private void putProbes(Map<String, Object> container) {
        Probe probe = spec.probe();
        boolean proxied = spec.runtime() != null;
        Map<String, Object> ready = check(proxied ? "/readyz" : "", probe);
        ready.put("periodSeconds", probe.period());
        ready.put("successThreshold", probe.successThreshold());
        container.put("readinessProbe", ready);
        if (proxied) {
            ready.put("initialDelaySeconds", probe.initialDelay());
            Map<String, Object> live = check("/healthz", probe);
            live.put("periodSeconds", 10);
            // while a package is installed the container's CPU is scarce
            live.put("failureThreshold", 6);
            container.put("livenessProbe", live);
        } else {
            Map<String, Object> started = check("", probe);
            started.put("initialDelaySeconds", probe.initialDelay());
            started.put("periodSeconds", probe.period());
            started.put("failureThreshold", probe.failureThreshold());
            container.put("startupProbe", started);
        }
    }

    private static Map<String, Object> check(String path, Probe probe) {
        Map<String, Object> check = new LinkedHashMap<>();
        if (path.isEmpty()) {
            check.put("tcpSocket", Map.of("port", "mcp"));
        } else {
            check.put("httpGet", Map.of("path", path, "port", "mcp"));
        }
        check.put("timeoutSeconds", probe.timeout());
        return check;
    }

    /** Kubernetes would replace {@code $(NAME)}; doubled dollars keep a text as it is. */
    private static List<String> literal(List<String> args) {
        List<String> literal = new ArrayList<>(args.size());
        args.forEach(arg -> literal.add(arg.replace("$", "$$")));
        return literal;
    }
}
