package dev.mcpk8s.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One object of a kubeconfig, read field by field. What the reader asks for is the allow-list:
 * {@link #end} refuses everything else by its path, so that nothing is ignored silently.
 */
final class Fields {

    private static final int SHOWN = 80;

    private final ObjectNode object;
    private final String path;
    private final Set<String> known = new HashSet<>();

    Fields(ObjectNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** Where a field stands, for messages; shortened, without control characters. */
    String pathOf(String field) {
        return path.isEmpty() ? shown(field) : path + "." + shown(field);
    }

    /** Text as it was written; empty when it is missing. */
    String text(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return "";
        }
        if (value.isContainerNode() || value.isBoolean()) {
            throw invalid(field, "must be text; put it in quotes");
        }
        return value.asText();
    }

    boolean flag(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return false;
        }
        if (!value.isBoolean()) {
            throw invalid(field, "must be true or false, without quotes");
        }
        return value.booleanValue();
    }

    /** The text behind a base64 field; empty when it is missing. */
    String data(String field) {
        String encoded = text(field).replaceAll("\\s", "");
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException broken) {
            throw invalid(field, "is not valid base64");
        }
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : array(field)) {
            if (item.isContainerNode() || item.isBoolean() || item.isNull()) {
                throw invalid(field, "must be a list of texts");
            }
            texts.add(item.asText());
        }
        return texts;
    }

    Map<String, List<String>> textLists(String field) {
        Fields inner = object(field);
        Map<String, List<String>> lists = new LinkedHashMap<>();
        inner.object.fieldNames().forEachRemaining(name -> lists.put(name, inner.texts(name)));
        return lists;
    }

    /** An object; an empty one when it is missing. */
    Fields object(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return new Fields(object.objectNode(), pathOf(field));
        }
        if (value instanceof ObjectNode inner) {
            return new Fields(inner, pathOf(field));
        }
        throw invalid(field, "must be a mapping of fields");
    }

    /** The objects of a list, each with its {@code name} in its path. */
    List<Fields> named(String field) {
        List<Fields> items = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode item : array(field)) {
            if (!(item instanceof ObjectNode entry)) {
                throw invalid(field, "must be a list of entries with a name");
            }
            String name = new Fields(entry, pathOf(field) + "[]").text("name");
            if (!names.add(name)) {
                throw invalid(field, "has two entries named \"" + shown(name) + "\"");
            }
            items.add(new Fields(entry, pathOf(field) + "[" + shown(name) + "]"));
        }
        return items;
    }

    /** Fields that change nothing about how the cluster is reached. */
    void ignore(String... fields) {
        known.addAll(List.of(fields));
    }

    /** Refuses the request when the field is there with any value. */
    void refuse(String field, String why) {
        if (value(field) != null) {
            throw new CommandException(
                    ErrorCode.KUBECONFIG_REFUSED, pathOf(field) + " is refused: " + why);
        }
    }

    /** Refuses what nobody asked for. */
    void end() {
        object.fieldNames()
                .forEachRemaining(
                        field -> {
                            if (!known.contains(field)) {
                                throw new CommandException(
                                        ErrorCode.KUBECONFIG_REFUSED,
                                        pathOf(field)
                                                + " is refused: it is not a field that is known"
                                                + " here, and nothing is ignored silently");
                            }
                        });
    }

    CommandException invalid(String field, String why) {
        return new CommandException(ErrorCode.KUBECONFIG_INVALID, pathOf(field) + " " + why);
    }

    /** A name of the caller's as it may stand in a message. */
    static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…";
    }

    private Iterable<JsonNode> array(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return List.of();
        }
        if (value instanceof ArrayNode array) {
            return array;
        }
        throw invalid(field, "must be a list");
    }

    private @Nullable JsonNode value(String field) {
        known.add(field);
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value;
    }
}
