package dev.mcpk8s.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A kubeconfig's fields in the order of kubectl's own type, its entries sorted by name, and nothing
 * that says nothing (client-go: {@code tools/clientcmd/api/v1/types.go} and {@code conversion.go}).
 */
final class KubeconfigLayout {

    private static final String EXTENSIONS = "extensions";
    private static final List<String> CLUSTER =
            List.of(
                    "server",
                    "tls-server-name",
                    "insecure-skip-tls-verify",
                    "certificate-authority-data",
                    "proxy-url",
                    "disable-compression");
    private static final List<String> USER =
            List.of(
                    "client-certificate-data",
                    "client-key-data",
                    "token",
                    "as",
                    "as-uid",
                    "as-groups",
                    "as-user-extra",
                    "username",
                    "password");
    private static final List<String> CONTEXT = List.of("cluster", "user", "namespace");

    /** What is printed even when it is empty. */
    private static final List<String> ALWAYS = List.of("server", "cluster", "user");

    private KubeconfigLayout() {}

    /**
     * @param tree a kubeconfig that was read strictly
     */
    static ObjectNode arrange(ObjectNode tree) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("kind", "Config").put("apiVersion", "v1");
        ObjectNode preferences = fields(tree.path("preferences"), List.of("colors"), "");
        if (!preferences.isEmpty()) {
            document.set("preferences", preferences);
        }
        document.set("clusters", entries(tree.path("clusters"), "cluster", CLUSTER));
        document.set("users", entries(tree.path("users"), "user", USER));
        document.set("contexts", entries(tree.path("contexts"), "context", CONTEXT));
        document.put("current-context", tree.path("current-context").asText(""));
        addExtensions(tree, document);
        return document;
    }

    /** Puts a namespace into the current context, if there is one. */
    static void setNamespace(ObjectNode document, String namespace) {
        String current = document.path("current-context").asText();
        for (JsonNode entry : document.path("contexts")) {
            if (entry.path("name").asText().equals(current)
                    && entry.get("context") instanceof ObjectNode context) {
                JsonNode extensions = context.remove(EXTENSIONS);
                context.put("namespace", namespace);
                if (extensions != null) {
                    context.set(EXTENSIONS, extensions);
                }
            }
        }
    }

    /** Go has no list where there is no entry. */
    private static JsonNode entries(JsonNode list, String kind, List<String> order) {
        Map<String, JsonNode> byName = new TreeMap<>();
        for (JsonNode entry : list) {
            byName.put(entry.path("name").asText(""), fields(entry.path(kind), order, kind));
        }
        return named(byName, kind);
    }

    private static JsonNode named(Map<String, JsonNode> byName, String kind) {
        if (byName.isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
        byName.forEach((name, value) -> sorted.addObject().put("name", name).set(kind, value));
        return sorted;
    }

    private static ObjectNode fields(JsonNode entry, List<String> order, String kind) {
        ObjectNode arranged = JsonNodeFactory.instance.objectNode();
        for (String field : order) {
            JsonNode value = value(entry, field);
            if (says(value)) {
                arranged.set(field, value);
            } else if (ALWAYS.contains(field) && !kind.equals("user")) {
                arranged.put(field, "");
            }
        }
        addExtensions(entry, arranged);
        return arranged;
    }

    private static boolean says(JsonNode value) {
        if (value.isContainerNode()) {
            return !value.isEmpty();
        }
        return value.isBoolean() ? value.booleanValue() : !value.asText("").isEmpty();
    }

    private static JsonNode value(JsonNode entry, String field) {
        JsonNode value = entry.path(field);
        return field.endsWith("-data") && value.isTextual()
                ? JsonNodeFactory.instance.textNode(canonical(value.textValue()))
                : sorted(value);
    }

    /** Without the line breaks that base64 may have. */
    private static String canonical(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void addExtensions(JsonNode from, ObjectNode to) {
        Map<String, JsonNode> byName = new TreeMap<>();
        for (JsonNode entry : from.path(EXTENSIONS)) {
            byName.put(entry.path("name").asText(""), sorted(entry.path("extension")));
        }
        if (!byName.isEmpty()) {
            to.set(EXTENSIONS, named(byName, "extension"));
        }
    }

    /** What is no type of kubectl's has its fields sorted. */
    private static JsonNode sorted(JsonNode value) {
        if (value.isArray()) {
            ArrayNode elements = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> elements.add(sorted(element)));
            return elements;
        }
        if (!value.isObject()) {
            return value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
        }
        Map<String, JsonNode> byName = new TreeMap<>();
        value.properties().forEach(field -> byName.put(field.getKey(), sorted(field.getValue())));
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        byName.forEach(sorted::set);
        return sorted;
    }
}
