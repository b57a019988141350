package dev.mcpk8s.resource;

import java.util.List;

/** What a command's resource arguments mean. */
public sealed interface Selection {

    /**
     * Every object of some types.
     *
     * @param types each once, in the order given
     */
    record Lists(List<ResourceMapping> types) implements Selection {

        public Lists {
            types = List.copyOf(types);
        }
    }

    /**
     * Objects by name.
     *
     * @param targets in the order given; the same one may be named twice
     */
    record Objects(List<Target> targets) implements Selection {

        public Objects {
            targets = List.copyOf(targets);
        }
    }

    /** An object by name. */
    record Target(ResourceMapping mapping, String name) {}
}
