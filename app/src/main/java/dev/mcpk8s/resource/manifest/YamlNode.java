package dev.mcpk8s.resource.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A YAML document before its scalars mean anything. */
sealed interface YamlNode {

    /**
     * @param tag in its long form; empty for none
     * @param plain whether it was written without quotes and without a tag
     */
    record Scalar(String tag, String value, boolean plain) implements YamlNode {

        boolean isMergeKey() {
            return value.equals("<<") && (plain || tag.equals(YamlScalar.MERGE));
        }
    }

    /** Names and values in turns. */
    record Mapping(List<YamlNode> children) implements YamlNode {}

    record Sequence(List<YamlNode> children) implements YamlNode {}

    /**
     * @param target what the anchor stands before; the document may still be reading it
     */
    record Alias(String name, Anchor target) implements YamlNode {}

    /** Where an anchor's node will be. */
    final class Anchor {

        private @Nullable YamlNode node;

        void stand(YamlNode value) {
            node = value;
        }

        /** Null while the node is being read. */
        @Nullable YamlNode node() {
            return node;
        }
    }
}
