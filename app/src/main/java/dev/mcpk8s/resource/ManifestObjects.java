package dev.mcpk8s.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.manifest.ManifestDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A manifest's documents as objects of the cluster's types (cli-runtime: {@code
 * resource/mapper.go}; apimachinery: {@code unstructured/helpers.go}).
 */
final class ManifestObjects {

    private static final String LIST = "List";

    private final ClusterSession session;
    private final String origin;
    private final TypeCheck types;

    ManifestObjects(ClusterSession session, String origin, TypeCheck types) {
        this.session = session;
        this.origin = origin;
        this.types = types;
    }

    /**
     * @throws CommandException also when it is no object at all
     */
    boolean isList(ManifestDocument document) {
        JsonNode tree = document.tree();
        if (!tree.isObject()) {
            throw undecodable(ManifestShape.cannot(tree, "value of type unstructured.detector"));
        }
        return tree.has("items");
    }

    /** The document as one object. */
    FoundObject object(ManifestDocument document) throws IOException {
        ObjectNode tree = (ObjectNode) document.tree();
        check(document, tree);
        ResourceMapping mapping = mapping(tree);
        checkType(tree, mapping != null);
        if (mapping == null) {
            throw unknownType(tree);
        }
        return found(mapping, tree);
    }

    /** A list's items; kubectl refuses a list among them. */
    List<ObjectNode> items(ManifestDocument document) throws IOException {
        ObjectNode list = (ObjectNode) document.tree();
        List<ObjectNode> items = children(list);
        check(document, list);
        checkType(list, true);
        if (!isKnownList(list)) {
            throw unknownType(list);
        }
        if (items.stream().anyMatch(item -> item.path("items").isArray())) {
            throw failed("*unstructured.Unstructured is not a list: no Items field in this object");
        }
        return items;
    }

    /**
     * A list where there may be none.
     *
     * @throws CommandException always
     */
    List<ObjectNode> refused(ManifestDocument document) throws IOException {
        ObjectNode list = (ObjectNode) document.tree();
        check(document, list);
        if (!isKnownList(list)) {
            throw unknownType(list);
        }
        throw failed(
                "watch is only supported on individual resources and resource collections, but a"
                        + " list of resources is found");
    }

    /** An item as an object. */
    FoundObject item(ObjectNode item) throws IOException {
        if (kind(item).isEmpty()) {
            throw failed(
                    "unable to get type info from the object \"*unstructured.Unstructured\":"
                            + " Object 'Kind' is missing in 'object has no kind field '");
        }
        ResourceMapping mapping = mapping(item);
        checkType(item, mapping != null);
        if (mapping == null) {
            throw failed("unable to recognize " + noMatches(item));
        }
        return found(mapping, item);
    }

    /** Items of a typed list have no type of their own: it follows from the list's. */
    private List<ObjectNode> children(ObjectNode list) {
        JsonNode items = list.path("items");
        if (!items.isArray() && !items.isNull()) {
            throw undecodable(
                    ManifestShape.cannot(
                            items, "struct field decodeList.items of type []json.RawMessage"));
        }
        String listKind = list.path("kind").asText();
        String kind =
                listKind.endsWith(LIST)
                        ? listKind.substring(0, listKind.length() - LIST.length())
                        : listKind;
        List<ObjectNode> children = new ArrayList<>();
        for (JsonNode item : items) {
            ObjectNode child = asObject(item);
            if (child.path("kind").asText().isEmpty()
                    && child.path("apiVersion").asText().isEmpty()) {
                child.put("kind", kind).put("apiVersion", list.path("apiVersion").asText());
            }
            children.add(child);
        }
        return children;
    }

    private ObjectNode asObject(JsonNode item) {
        if (item instanceof ObjectNode object) {
            return object;
        }
        if (item.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        throw undecodable(ManifestShape.cannot(item, "value of type map[string]interface {}"));
    }

    private void check(ManifestDocument document, ObjectNode tree) {
        if (kind(tree).isEmpty()) {
            throw undecodable("Object 'Kind' is missing in '" + document.json() + "'");
        }
        ManifestShape.problem(tree)
                .ifPresent(
                        problem -> {
                            throw undecodable(problem);
                        });
    }

    private void checkType(ObjectNode object, boolean served) {
        try {
            types.check(version(object), kind(object), served);
        } catch (CommandException unknown) {
            throw undecodable(unknown.text());
        }
    }

    /** Empty also where the version is none: Go then sees no type at all. */
    private static String kind(ObjectNode object) {
        String apiVersion = text(object.path("apiVersion"));
        boolean readable = apiVersion.chars().filter(c -> c == '/').count() <= 1;
        return readable ? text(object.path("kind")) : "";
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : "";
    }

    /** Without a version the type is found, and then asked for where nothing is served. */
    private @Nullable ResourceMapping mapping(ObjectNode object) throws IOException {
        GroupVersion version = version(object);
        ResourceMapping mapping = session.mapping(version, kind(object));
        return mapping == null || !version.version().isEmpty()
                ? mapping
                : new ResourceMapping(
                        version, mapping.resource(), mapping.kind(), mapping.namespaced());
    }

    private static GroupVersion version(ObjectNode object) {
        String apiVersion = text(object.path("apiVersion"));
        return GroupVersion.parse(apiVersion.equals("/") ? "" : apiVersion);
    }

    private boolean isKnownList(ObjectNode list) throws IOException {
        String kind = kind(list);
        if (mapping(list) != null) {
            return true;
        }
        if (!kind.endsWith(LIST)) {
            return false;
        }
        String item = kind.substring(0, kind.length() - LIST.length());
        return item.isEmpty()
                ? session.serves(version(list))
                : session.mapping(version(list), item) != null;
    }

    private FoundObject found(ResourceMapping mapping, ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        return new FoundObject(
                mapping,
                text(metadata.path("namespace")),
                text(metadata.path("name")),
                object,
                origin);
    }

    private CommandException unknownType(ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        return failed(
                ("resource mapping not found for name: %s namespace: %s from %s: %s"
                                + "\nensure CRDs are installed first")
                        .formatted(
                                GoQuote.quote(text(metadata.path("name"))),
                                GoQuote.quote(text(metadata.path("namespace"))),
                                GoQuote.quote(origin),
                                noMatches(object)));
    }

    private static String noMatches(ObjectNode object) {
        return "no matches for kind %s in version %s"
                .formatted(GoQuote.quote(kind(object)), GoQuote.quote(version(object).toString()));
    }

    private CommandException undecodable(String problem) {
        return failed("unable to decode " + GoQuote.quote(origin) + ": " + problem);
    }

    private static CommandException failed(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
    }
}
