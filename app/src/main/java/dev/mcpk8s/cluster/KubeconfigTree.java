package dev.mcpk8s.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.io.StringReader;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Hostile YAML or JSON to a plain tree: no aliases of collections, no tags, bounded depth, no field
 * twice. Scalars other than booleans and null stay the text they were written as.
 *
 * <p>The parsers' own messages quote the text, so they are never passed on.
 */
final class KubeconfigTree {

    private static final int DEPTH = 30;
    private static final Set<Tag> TEXT = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.TIMESTAMP);
    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON = strictJson();

    private KubeconfigTree() {}

    /**
     * @throws CommandException {@link ErrorCode#KUBECONFIG_INVALID}
     */
    static ObjectNode parse(String text) {
        JsonNode tree = text.stripLeading().startsWith("{") ? parseJson(text) : null;
        JsonNode root = tree == null ? parseYaml(text) : tree;
        if (root instanceof ObjectNode object) {
            return object;
        }
        throw invalid("the kubeconfig is not a mapping of fields (apiVersion, clusters, users, …)");
    }

    /** Null when it is no JSON: braces may also start YAML. */
    private static @Nullable JsonNode parseJson(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private static JsonNode parseYaml(String text) {
        try {
            Node root = new Yaml(limits(text.length())).compose(new StringReader(text));
            if (root == null) {
                throw invalid("the kubeconfig has no content");
            }
            return convert(root);
        } catch (MarkedYAMLException broken) {
            Mark mark = broken.getProblemMark();
            String where =
                    mark == null
                            ? ""
                            : " (line "
                                    + (mark.getLine() + 1)
                                    + ", column "
                                    + (mark.getColumn() + 1)
                                    + ")";
            throw invalid("the kubeconfig is not valid YAML" + where);
        } catch (YAMLException broken) {
            throw invalid(
                    "the kubeconfig is not valid YAML, or uses aliases or is nested too deeply");
        }
    }

    private static LoaderOptions limits(int length) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEPTH);
        options.setCodePointLimit(length + 1);
        options.setAllowDuplicateKeys(false);
        options.setTagInspector(tag -> false);
        return options;
    }

    private static JsonNode convert(Node node) {
        return switch (node) {
            case MappingNode mapping -> convertMapping(mapping);
            case SequenceNode sequence -> convertSequence(sequence);
            case ScalarNode scalar -> convertScalar(scalar);
            default -> throw invalid("the kubeconfig has an unknown kind of YAML" + at(node));
        };
    }

    private static ObjectNode convertMapping(MappingNode mapping) {
        requireTag(mapping, mapping.getTag().equals(Tag.MAP));
        ObjectNode object = NODES.objectNode();
        for (NodeTuple field : mapping.getValue()) {
            if (!(field.getKeyNode() instanceof ScalarNode key)) {
                throw invalid("the kubeconfig has a field whose name is not text" + at(mapping));
            }
            if (object.has(key.getValue())) {
                throw invalid("the kubeconfig has the same field twice" + at(key));
            }
            object.set(key.getValue(), convert(field.getValueNode()));
        }
        return object;
    }

    private static ArrayNode convertSequence(SequenceNode sequence) {
        requireTag(sequence, sequence.getTag().equals(Tag.SEQ));
        ArrayNode array = NODES.arrayNode();
        sequence.getValue().forEach(item -> array.add(convert(item)));
        return array;
    }

    private static JsonNode convertScalar(ScalarNode scalar) {
        if (scalar.getTag().equals(Tag.NULL)) {
            return NODES.nullNode();
        }
        if (scalar.getTag().equals(Tag.BOOL)) {
            return NODES.booleanNode(TRUE.contains(scalar.getValue().toLowerCase(Locale.ROOT)));
        }
        requireTag(scalar, TEXT.contains(scalar.getTag()));
        return NODES.textNode(scalar.getValue());
    }

    private static void requireTag(Node node, boolean plain) {
        if (!plain) {
            throw invalid("the kubeconfig uses a YAML tag; only plain values are read" + at(node));
        }
    }

    private static String at(Node node) {
        return " (line " + (node.getStartMark().getLine() + 1) + ")";
    }

    private static CommandException invalid(String message) {
        return new CommandException(ErrorCode.KUBECONFIG_INVALID, message);
    }

    private static JsonMapper strictJson() {
        JsonMapper mapper =
                JsonMapper.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build();
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEPTH).build());
        return mapper;
    }
}
