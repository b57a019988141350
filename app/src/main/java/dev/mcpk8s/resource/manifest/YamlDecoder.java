package dev.mcpk8s.resource.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.jsonpath.GoNumber;
import dev.mcpk8s.jsonpath.SortedFields;
import dev.mcpk8s.resource.manifest.YamlNode.Alias;
import dev.mcpk8s.resource.manifest.YamlNode.Mapping;
import dev.mcpk8s.resource.manifest.YamlNode.Scalar;
import dev.mcpk8s.resource.manifest.YamlNode.Sequence;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A YAML document as JSON (go-yaml v2: {@code decode.go}; sigs.k8s.io/yaml). The last of several
 * equal names wins. Aliases are followed as far as go-yaml follows them: what they add to a
 * document is bounded by its size.
 */
final class YamlDecoder {

    private static final int SMALL = 400_000;
    private static final int LARGE = 4_000_000;

    private final Set<Alias> open = new HashSet<>();
    private int decoded;
    private int decodedByAlias;
    private int depth;

    JsonNode decode(YamlNode node) throws ManifestException {
        count();
        if (++depth > YamlParser.DEEPEST) {
            throw new ManifestException("yaml: exceeded max depth of " + YamlParser.DEEPEST);
        }
        JsonNode value =
                switch (node) {
                    case Scalar scalar -> scalar(scalar);
                    case Alias alias -> alias(alias);
                    case Sequence(List<YamlNode> children) -> sequence(children);
                    case Mapping mapping -> {
                        ObjectNode object = JsonNodeFactory.instance.objectNode();
                        fill(object, mapping);
                        yield object;
                    }
                };
        depth--;
        return value;
    }

    private void count() throws ManifestException {
        decoded++;
        decodedByAlias += open.isEmpty() ? 0 : 1;
        if (decodedByAlias > 100
                && decoded > 1000
                && (double) decodedByAlias / decoded > allowedShare(decoded)) {
            throw new ManifestException("yaml: document contains excessive aliasing");
        }
    }

    private static double allowedShare(int decoded) {
        if (decoded <= SMALL) {
            return 0.99;
        }
        return decoded >= LARGE
                ? 0.10
                : 0.99 - 0.89 * ((double) (decoded - SMALL) / (LARGE - SMALL));
    }

    private static JsonNode scalar(Scalar scalar) throws ManifestException {
        JsonNode value = YamlScalar.value(scalar);
        if (value.isDouble() && !Double.isFinite(value.doubleValue())) {
            throw new ManifestException(
                    "json: unsupported value: " + GoNumber.general(value.doubleValue()));
        }
        return value;
    }

    private JsonNode alias(Alias alias) throws ManifestException {
        YamlNode target = enter(alias);
        JsonNode value = decode(target);
        open.remove(alias);
        return value;
    }

    private YamlNode enter(Alias alias) throws ManifestException {
        YamlNode target = alias.target().node();
        if (target == null || !open.add(alias)) {
            throw new ManifestException(
                    "yaml: anchor '" + alias.name() + "' value contains itself");
        }
        return target;
    }

    private ArrayNode sequence(List<YamlNode> children) throws ManifestException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(children.size());
        for (YamlNode child : children) {
            array.add(decode(child));
        }
        return array;
    }

    private void fill(ObjectNode object, Mapping mapping) throws ManifestException {
        for (int i = 0; i < mapping.children().size(); i += 2) {
            YamlNode name = mapping.children().get(i);
            YamlNode value = mapping.children().get(i + 1);
            if (name instanceof Scalar scalar && scalar.isMergeKey()) {
                merge(object, value);
            } else {
                JsonNode key = key(name);
                JsonNode decodedValue = decode(value);
                object.set(keyText(key, decodedValue), decodedValue);
            }
        }
    }

    private JsonNode key(YamlNode name) throws ManifestException {
        count();
        if (name instanceof Scalar scalar) {
            return YamlScalar.value(scalar);
        }
        JsonNode key = decode(name);
        if (key.isContainerNode()) {
            throw new ManifestException("yaml: invalid map key: " + goSyntax(key));
        }
        return key;
    }

    private static String keyText(JsonNode key, JsonNode value) throws ManifestException {
        if (key.isNull()) {
            throw new ManifestException(
                    "unsupported map key of type: %!s(<nil>), key: <nil>, value: "
                            + goSyntax(value));
        }
        if (key.isDouble()) {
            double number = key.doubleValue();
            if (Double.isNaN(number)) {
                return ".nan";
            }
            return Double.isInfinite(number)
                    ? number > 0 ? ".inf" : "-.inf"
                    : GoNumber.general(number);
        }
        return key.asText();
    }

    private void merge(ObjectNode object, YamlNode value) throws ManifestException {
        switch (value) {
            case Mapping mapping -> fill(object, mapping);
            case Alias alias when alias.target().node() instanceof Mapping mapping -> {
                enter(alias);
                fill(object, mapping);
                open.remove(alias);
            }
            case Sequence(List<YamlNode> children) -> {
                // The first of a list wins.
                for (YamlNode child : children.reversed()) {
                    boolean mapping =
                            child instanceof Mapping
                                    || (child instanceof Alias alias
                                            && alias.target().node() instanceof Mapping);
                    if (!mapping) {
                        throw wrongMerge();
                    }
                    merge(object, child);
                }
            }
            default -> throw wrongMerge();
        }
    }

    private static ManifestException wrongMerge() {
        return new ManifestException(
                "yaml: map merge requires map or sequence of maps as the value");
    }

    /** {@code %#v} of what go-yaml makes of it. */
    private static String goSyntax(JsonNode value) {
        StringBuilder text = new StringBuilder();
        if (value.isObject()) {
            text.append("map[interface {}]interface {}{");
            String separator = "";
            for (Map.Entry<String, JsonNode> field : SortedFields.of(value)) {
                GoQuote.append(field.getKey(), text.append(separator));
                text.append(':').append(goSyntax(field.getValue()));
                separator = ", ";
            }
            return text.append('}').toString();
        }
        if (value.isArray()) {
            text.append("[]interface {}{");
            String separator = "";
            for (JsonNode item : value) {
                text.append(separator).append(goSyntax(item));
                separator = ", ";
            }
            return text.append('}').toString();
        }
        return value.isNull()
                ? "interface {}(nil)"
                : value.isTextual() ? GoQuote.quote(value.asText()) : value.asText();
    }
}
