package dev.mcpk8s.commandline.kubectl;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * The scalars of a hostile YAML or JSON file after their escapes were read, for rules on what a
 * tool would find there. What our reader cannot read, Go's may: such a file is judged by its raw
 * text.
 */
final class YamlScalars {

    private static final String KIND = "kind";

    private final List<String> all = new ArrayList<>();
    private final List<String> listed = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();
    private boolean hidden;
    private boolean broken;

    private YamlScalars() {}

    static YamlScalars of(String text) {
        YamlScalars scalars = new YamlScalars();
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        try {
            Deque<Level> levels = new ArrayDeque<>();
            for (Event event : new Yaml(options).parse(new StringReader(text))) {
                scalars.add(event, levels);
            }
        } catch (YAMLException _) {
            scalars.broken = true;
            scalars.all.add(text);
            scalars.hidden |= text.contains("!") && text.contains("binary");
        }
        // Go's readers know UTF-16 by its mark; read as UTF-8 here, it is no character.
        scalars.hidden |= text.startsWith("\uFFFD");
        return scalars;
    }

    /** A collection that is being read; in a mapping, names and values take turns. */
    private static final class Level {
        private final boolean mapping;
        private boolean nameNext;
        private @Nullable String name;

        private Level(boolean mapping) {
            this.mapping = mapping;
            this.nameNext = mapping;
        }

        /** True when what comes is a value of the mapping's last name. */
        private boolean turn() {
            boolean value = mapping && !nameNext;
            nameNext = mapping && !nameNext;
            return value;
        }
    }

    private void add(Event event, Deque<Level> levels) {
        Level level = levels.peek();
        switch (event) {
            case ScalarEvent scalar -> addScalar(scalar, level);
            case MappingStartEvent _ -> enter(new Level(true), levels);
            case SequenceStartEvent _ -> enter(new Level(false), levels);
            default -> {
                if (event.is(Event.ID.MappingEnd) || event.is(Event.ID.SequenceEnd)) {
                    levels.pop();
                } else if (event.is(Event.ID.Alias) && level != null) {
                    // As a name it may stand for any.
                    level.name = level.turn() ? level.name : KIND;
                }
            }
        }
    }

    private static void enter(Level inner, Deque<Level> levels) {
        Level level = levels.peek();
        if (level != null) {
            level.turn();
        }
        levels.push(inner);
    }

    private void addScalar(ScalarEvent scalar, @Nullable Level level) {
        String value = scalar.getValue();
        all.add(value);
        String tag = scalar.getTag();
        hidden |= tag != null && tag.contains("binary");
        boolean named = level != null && level.mapping;
        boolean isValue = level != null && level.turn();
        if (!named || scalar.getAnchor() != null) {
            listed.add(value);
        }
        if (level != null && named && !isValue) {
            level.name = value;
        }
        boolean kind = isValue && level != null && KIND.equalsIgnoreCase(level.name);
        if (kind || scalar.getAnchor() != null) {
            kinds.add(value);
        }
    }

    /** Whether a scalar has this text in it; of a file that cannot be read, whether it may. */
    boolean mayContain(String text) {
        return all.stream()
                .anyMatch(value -> value.contains(text) || (broken && value.contains("\\")));
    }

    /** Whether there is something that a tool would read otherwise than it looks here. */
    boolean isHidden() {
        return hidden;
    }

    boolean isBroken() {
        return broken;
    }

    /** The items of lists, and what may become one by an alias. */
    List<String> listed() {
        return List.copyOf(listed);
    }

    /** What stands after {@code kind}, and what may by an alias. */
    List<String> kinds() {
        return List.copyOf(kinds);
    }
}
