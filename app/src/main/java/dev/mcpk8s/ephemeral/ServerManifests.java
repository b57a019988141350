package dev.mcpk8s.ephemeral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.json.Json;
import dev.mcpk8s.resource.ResourceMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects of one server. The Job is first and suspended; everything else names it as its owner,
 * so that whatever removes the Job (we, its time to live, anybody's kubectl) removes all.
 *
 * @param name of the server and of each of its objects
 * @param owner the hash of who creates it
 */
record ServerManifests(
        String name, String namespace, String owner, ServerSpec spec, EphemeralSettings settings) {

    /** Its port's name, on which the gateway and the NetworkPolicy rely. */
    private static final String PORT = "mcp";

    /** An object and its type. */
    record Part(ResourceMapping type, ObjectNode object) {}

    /** The Job, not yet to run. */
    ObjectNode job() {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("suspend", true);
        job.put("backoffLimit", 1);
        job.put("activeDeadlineSeconds", spec.lifetime().timeToLive().toSeconds());
        job.put("ttlSecondsAfterFinished", settings.keepFinished().toSeconds());
        job.put(
                "template",
                Map.of(
                        "metadata",
                        Map.of("labels", labels()),
                        "spec",
                        new PodTemplate(name, spec, settings.imagePullPolicy()).toMap()));
        ObjectNode object = object("batch/v1", "Job", Map.of("spec", job));
        object.withObject("/metadata")
                .putObject("annotations")
                .put(Labels.SPEC, new ServerConfig(name, namespace, spec).toJson());
        return object;
    }

    /** What the Job owns, in the order in which it is made. */
    List<Part> parts(JsonNode job) {
        List<Part> parts = new ArrayList<>();
        if (!spec.env().isEmpty()) {
            Map<String, Object> secret = Map.of("type", "Opaque", "stringData", spec.env());
            parts.add(part(Types.SECRETS, secret));
        }
        if (spec.access() != null) {
            addAccess(parts, spec.access());
        }
        if (settings.networkPolicy()) {
            parts.add(part(Types.NETWORK_POLICIES, Map.of("spec", networkPolicy())));
        }
        parts.add(part(Types.SERVICES, Map.of("spec", service())));
        parts.forEach(part -> own(part.object(), job));
        return parts;
    }

    private void addAccess(List<Part> parts, ServerSpec.Access access) {
        parts.add(part(Types.ACCOUNTS, Map.of("automountServiceAccountToken", false)));
        parts.add(part(Types.ROLES, Map.of("rules", access.rules())));
        Map<String, Object> binding =
                Map.of(
                        "roleRef",
                        Map.of(
                                "apiGroup",
                                "rbac.authorization.k8s.io",
                                "kind",
                                "Role",
                                "name",
                                name),
                        "subjects",
                        List.of(
                                Map.of(
                                        "kind",
                                        "ServiceAccount",
                                        "name",
                                        name,
                                        "namespace",
                                        namespace)));
        parts.add(part(Types.ROLE_BINDINGS, binding));
    }

    /** Only the server's port is reached; what the server itself reaches is not restricted. */
    private Map<String, Object> networkPolicy() {
        return Map.of(
                "podSelector",
                Map.of("matchLabels", Map.of(Labels.SERVER, name)),
                "policyTypes",
                List.of("Ingress"),
                "ingress",
                List.of(Map.of("ports", List.of(Map.of("protocol", "TCP", "port", PORT)))));
    }

    private Map<String, Object> service() {
        return Map.of(
                "selector",
                Map.of(Labels.SERVER, name),
                "ports",
                List.of(Map.of("name", PORT, "port", spec.container().port(), "targetPort", PORT)));
    }

    /** Without {@code blockOwnerDeletion}, which some clusters allow administrators only. */
    private static void own(ObjectNode object, JsonNode job) {
        object.withObject("/metadata")
                .putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "batch/v1")
                .put("kind", "Job")
                .put("name", job.at("/metadata/name").asText())
                .put("uid", job.at("/metadata/uid").asText());
    }

    private Part part(ResourceMapping type, Map<String, ?> content) {
        return new Part(type, object(type.groupVersion().toString(), type.kind(), content));
    }

    private ObjectNode object(String version, String kind, Map<String, ?> content) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", version);
        object.put("kind", kind);
        object.put("metadata", Map.of("name", name, "namespace", namespace, "labels", labels()));
        object.putAll(content);
        return Json.object(object);
    }

    private Map<String, String> labels() {
        return Map.of(
                Labels.MANAGED_BY,
                Labels.MANAGER,
                Labels.NAME,
                ServerNames.label(prefix(spec)),
                Labels.SERVER,
                name,
                Labels.OWNER,
                owner);
    }

    /** What a server's name begins with: the preset, else the package, else the image. */
    static String prefix(ServerSpec spec) {
        ServerSpec.StdioServer runtime = spec.runtime();
        if (spec.preset() != null) {
            return spec.preset();
        }
        if (runtime == null) {
            return spec.imageName();
        }
        String mcp = runtime.mcp().replaceAll("(?<=.)@.*", "");
        return mcp.substring(mcp.lastIndexOf('/') + 1);
    }
}
