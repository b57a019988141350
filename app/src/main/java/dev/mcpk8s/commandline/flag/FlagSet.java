package dev.mcpk8s.commandline.flag;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The flags one command takes: its own and those it inherits. */
public final class FlagSet {

    private final Map<String, FlagDefinition> byName = new LinkedHashMap<>();
    private final Map<String, FlagDefinition> byShorthand = new LinkedHashMap<>();

    /**
     * @param flags the command's own first: an inherited flag of the same name or letter yields
     */
    public FlagSet(Collection<FlagDefinition> flags) {
        for (FlagDefinition flag : flags) {
            if (byName.putIfAbsent(flag.name(), flag) == null && !flag.shorthand().isEmpty()) {
                byShorthand.putIfAbsent(flag.shorthand(), flag);
            }
        }
    }

    /** An underscore counts as a dash, unless the flag itself has one. */
    public Optional<FlagDefinition> named(String name) {
        FlagDefinition exact = byName.get(name);
        return Optional.ofNullable(exact == null ? byName.get(name.replace('_', '-')) : exact);
    }

    public Optional<FlagDefinition> shorthand(String letter) {
        return Optional.ofNullable(byShorthand.get(letter));
    }

    public Collection<FlagDefinition> all() {
        return byName.values();
    }
}
