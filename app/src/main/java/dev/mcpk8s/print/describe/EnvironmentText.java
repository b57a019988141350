package dev.mcpk8s.print.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** A container's environment (kubectl: {@code describe/describe.go}). */
final class EnvironmentText {

    private final JsonNode pod;
    private final Description out;

    /**
     * @param pod whose fields variables take; missing for a template
     */
    EnvironmentText(JsonNode pod, Description out) {
        this.pod = pod;
        this.out = out;
    }

    void write(JsonNode container) throws IOException {
        sources(container.path("envFrom"));
        JsonNode variables = container.path("env");
        out.write(2, variables.isEmpty() ? "Environment:\t<none>\n" : "Environment:\n");
        for (JsonNode variable : variables) {
            String name = FieldValue.text(variable.path("name"));
            JsonNode from = variable.path("valueFrom");
            if (from.isObject()) {
                taken(name, from, container);
            } else {
                String value = FieldValue.text(variable.path("value"));
                out.write(3, name + ":\t" + value.replace("\n", "\n      \t") + "\n");
            }
        }
    }

    private void sources(JsonNode sources) throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        out.write(2, "Environment Variables from:\n");
        for (JsonNode source : sources) {
            JsonNode map = source.path("configMapRef");
            JsonNode secret = source.path("secretRef");
            JsonNode reference = map.isObject() ? map : secret;
            String kind = map.isObject() ? "ConfigMap" : secret.isObject() ? "Secret" : "";
            String prefix = FieldValue.text(source.path("prefix"));
            out.write(
                    3,
                    FieldValue.text(reference.path("name"))
                            + "\t"
                            + kind
                            + (prefix.isEmpty() ? "" : " with prefix '" + prefix + "'")
                            + "\tOptional: "
                            + FieldValue.flag(reference.path("optional"))
                            + "\n");
        }
    }

    private void taken(String name, JsonNode from, JsonNode container) throws IOException {
        JsonNode field = from.path("fieldRef");
        JsonNode resource = from.path("resourceFieldRef");
        JsonNode secret = from.path("secretKeyRef");
        JsonNode map = from.path("configMapKeyRef");
        if (field.isObject()) {
            String version = FieldValue.text(field.path("apiVersion"));
            String path = FieldValue.text(field.path("fieldPath"));
            out.field(3, name, value(version, path) + " (" + version + ":" + path + ")");
        } else if (resource.isObject()) {
            String what = FieldValue.text(resource.path("resource"));
            String value = ContainerResource.value(resource, container);
            boolean ofNode =
                    value.equals("0")
                            && (what.equals("limits.cpu") || what.equals("limits.memory"));
            out.field(3, name, (ofNode ? "node allocatable" : value) + " (" + what + ")");
        } else if (secret.isObject()) {
            out.field(3, name, key(secret, "in secret"));
        } else if (map.isObject()) {
            out.field(3, name, key(map, "of config map"));
        }
    }

    private static String key(JsonNode reference, String where) {
        return "<set to the key '%s' %s '%s'>\tOptional: %s"
                .formatted(
                        FieldValue.text(reference.path("key")),
                        where,
                        FieldValue.text(reference.path("name")),
                        FieldValue.flag(reference.path("optional")));
    }

    /** kubectl's scheme knows but two fields of a pod, so it finds no value for any other. */
    private String value(String version, String path) {
        boolean sound = version.chars().filter(c -> c == '/').count() <= 1;
        return sound && (path.equals("metadata.name") || path.equals("metadata.namespace"))
                ? FieldValue.text(pod.path("metadata").path(path.substring("metadata.".length())))
                : "";
    }
}
