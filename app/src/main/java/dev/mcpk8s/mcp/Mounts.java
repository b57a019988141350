package dev.mcpk8s.mcp;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The servers that one session has mounted, in the order in which it did. */
final class Mounts {

    /** A model with more tools than that finds none. */
    static final int MAXIMUM = 16;

    private final List<Mount> mounts = new ArrayList<>();

    synchronized List<Mount> all() {
        return List.copyOf(mounts);
    }

    /**
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST} when tools could not be told apart
     *     any more, or there are too many mounts
     */
    synchronized void add(Mount mount) {
        for (Mount other : mounts) {
            if (mount.prefix().equals(other.prefix())
                    || mount.covers(other.prefix())
                    || other.covers(mount.prefix())) {
                throw new CommandException(
                        ErrorCode.INVALID_REQUEST,
                        "tools under "
                                + mount.prefix()
                                + " could not be told from those of the mounted server "
                                + other.prefix()
                                + ": give another name");
            }
        }
        if (mounts.size() >= MAXIMUM) {
            throw new CommandException(
                    ErrorCode.INVALID_REQUEST, "a session mounts at most " + MAXIMUM + " servers");
        }
        mounts.add(mount);
    }

    /**
     * @param prefix null for all
     * @return what was removed
     */
    synchronized List<Mount> remove(@Nullable String prefix) {
        List<Mount> removed = new ArrayList<>();
        for (Iterator<Mount> left = mounts.iterator(); left.hasNext(); ) {
            Mount mount = left.next();
            if (prefix == null || mount.prefix().equals(prefix)) {
                removed.add(mount);
                left.remove();
            }
        }
        return removed;
    }
}
