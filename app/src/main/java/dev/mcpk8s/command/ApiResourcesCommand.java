package dev.mcpk8s.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code kubectl api-resources}.
 *
 * @param apiGroup {@code --api-group}; null when not given (the core group is the empty string)
 * @param namespaced {@code --namespaced}; null when not given: both kinds of scope
 * @param verbs {@code --verbs}: only resources that support all of them
 * @param categories {@code --categories}: only resources that belong to all of them
 * @param sortBy {@code --sort-by}: {@code name}, {@code kind}, or empty
 * @param format {@code -o}
 * @param noHeaders {@code --no-headers}
 */
public record ApiResourcesCommand(
        GlobalFlags flags,
        @Nullable String apiGroup,
        @Nullable Boolean namespaced,
        List<String> verbs,
        List<String> categories,
        String sortBy,
        Format format,
        boolean noHeaders)
        implements Command {

    /** {@code -o} of this command. */
    public enum Format {
        TABLE,
        WIDE,
        NAME,
        JSON,
        YAML
    }

    public ApiResourcesCommand {
        verbs = List.copyOf(verbs);
        categories = List.copyOf(categories);
    }

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}
