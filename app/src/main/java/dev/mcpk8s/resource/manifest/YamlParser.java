package dev.mcpk8s.resource.manifest;

import dev.mcpk8s.resource.manifest.YamlNode.Alias;
import dev.mcpk8s.resource.manifest.YamlNode.Anchor;
import dev.mcpk8s.resource.manifest.YamlNode.Mapping;
import dev.mcpk8s.resource.manifest.YamlNode.Scalar;
import dev.mcpk8s.resource.manifest.YamlNode.Sequence;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/** Reads the first document of a YAML text (go-yaml v2: {@code decode.go}, the parser). */
final class YamlParser {

    /** Deeper than any manifest, and no danger to a stack. */
    static final int DEEPEST = 1000;

    private final Iterator<Event> events;
    private final Map<String, Anchor> anchors = new HashMap<>();
    private int depth;

    private YamlParser(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        events = new Yaml(options).parse(new StringReader(text)).iterator();
    }

    /**
     * @return null when there is none
     */
    static @Nullable YamlNode parse(String text) throws ManifestException {
        try {
            return new YamlParser(text).document();
        } catch (YAMLException broken) {
            throw new ManifestException(YamlProblem.describe(broken));
        }
    }

    private @Nullable YamlNode document() throws ManifestException {
        while (events.hasNext()) {
            if (events.next() instanceof DocumentStartEvent) {
                YamlNode node = node(events.next());
                events.next();
                return node;
            }
        }
        return null;
    }

    private YamlNode node(Event event) throws ManifestException {
        if (event instanceof AliasEvent alias) {
            Anchor anchor = anchors.get(alias.getAnchor());
            if (anchor == null) {
                throw new ManifestException(
                        "yaml: unknown anchor '" + alias.getAnchor() + "' referenced");
            }
            return new Alias(alias.getAnchor(), anchor);
        }
        Anchor anchor = new Anchor();
        if (event instanceof NodeEvent named && named.getAnchor() != null) {
            anchors.put(named.getAnchor(), anchor);
        }
        YamlNode node =
                switch (event) {
                    case ScalarEvent scalar -> scalar(scalar);
                    case MappingStartEvent _ -> new Mapping(children(Event.ID.MappingEnd));
                    case SequenceStartEvent _ -> new Sequence(children(Event.ID.SequenceEnd));
                    default -> throw new IllegalStateException("no node: " + event);
                };
        anchor.stand(node);
        return node;
    }

    private List<YamlNode> children(Event.ID end) throws ManifestException {
        if (++depth > DEEPEST) {
            throw new ManifestException("yaml: exceeded max depth of " + DEEPEST);
        }
        List<YamlNode> children = new ArrayList<>();
        for (Event event = events.next(); !event.is(end); event = events.next()) {
            children.add(node(event));
        }
        depth--;
        return children;
    }

    private static Scalar scalar(ScalarEvent scalar) {
        String tag = scalar.getTag();
        boolean plain = tag == null && scalar.isPlain();
        // A lone exclamation mark says: not to be guessed at.
        return new Scalar(tag == null || tag.equals("!") ? "" : tag, scalar.getValue(), plain);
    }
}
