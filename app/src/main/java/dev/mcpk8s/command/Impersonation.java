package dev.mcpk8s.command;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The identity a command acts as: {@code --as}, {@code --as-uid}, {@code --as-group}, {@code
 * --as-user-extra}, or the same fields of a kubeconfig's user.
 */
public record Impersonation(
        @Nullable String user,
        @Nullable String uid,
        List<String> groups,
        Map<String, List<String>> extra) {

    public static final Impersonation NONE = new Impersonation(null, null, List.of(), Map.of());

    public Impersonation {
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }

    public boolean isNone() {
        return equals(NONE);
    }
}
