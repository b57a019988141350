package dev.mcpk8s.resource;

import dev.mcpk8s.error.CommandException;
import java.util.List;

/**
 * Everything that the files of a command say, read in one go.
 *
 * @param found in the order of the files
 * @param single whether one file was named, so that one object in it is meant alone
 */
public record ManifestContents(List<Found> found, boolean single) {

    public ManifestContents {
        found = List.copyOf(found);
    }

    /** What a document of a file says: an object, or why it says none. */
    public sealed interface Found {

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
}
