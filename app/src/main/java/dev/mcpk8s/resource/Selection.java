package dev.mcpk8s.resource;

import dev.mcpk8s.error.CommandException;
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

    /**
     * What files describe.
     *
     * @param found in the order of the files
     * @param single whether one file was named, so that one object in it is meant alone
     */
    record Files(List<Found> found, boolean single) implements Selection {

        public Files {
            found = List.copyOf(found);
        }
    }

    /** What a document of a file says: an object, or why it says none. */
    sealed interface Found {

        /** An object of the cluster, in the file's words. */
        record Described(FoundObject object) implements Found {}

        /** A list's objects: what fails of them fails together. */
        record Listed(List<Found> members) implements Found {

            public Listed {
                members = List.copyOf(members);
            }
        }

        /** What cannot be read. */
        record Unreadable(CommandException failure) implements Found {}
    }

    /** An object by name. */
    record Target(ResourceMapping mapping, String name) {}
}
