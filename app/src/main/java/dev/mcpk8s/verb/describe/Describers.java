package dev.mcpk8s.verb.describe;

import dev.mcpk8s.resource.ResourceMapping;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every kind's describer, found by what it says it describes. */
@Singleton
final class Describers {

    private final Map<String, Describer> byKind;

    Describers(List<Describer> all) {
        byKind = all.stream().collect(Collectors.toMap(Describer::groupKind, Function.identity()));
    }

    /** Whether the kind has a describer of its own. */
    boolean isKnown(ResourceMapping type) {
        return byKind.containsKey(groupKind(type));
    }

    /** The kind's describer, or the one for everything else. */
    Describer of(ResourceMapping type) {
        Describer own = byKind.get(groupKind(type));
        return own == null ? GenericDescriber.INSTANCE : own;
    }

    private static String groupKind(ResourceMapping type) {
        String group = type.groupVersion().group();
        return group.isEmpty() ? type.kind() : type.kind() + "." + group;
    }
}
