package dev.mcpk8s.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The flags that every kubectl command takes, as far as they change what a native command does.
 *
 * @param namespace {@code -n}; null when not given or empty
 * @param context {@code --context}
 * @param cluster {@code --cluster}: another cluster entry of the same kubeconfig
 * @param user {@code --user}: another user entry of the same kubeconfig
 * @param impersonation {@code --as} and its companions
 * @param requestTimeout {@code --request-timeout}; null for none, else positive and within a {@code
 *     long} of nanoseconds
 * @param warningsAsErrors {@code --warnings-as-errors}
 * @param matchServerVersion {@code --match-server-version}
 */
public record GlobalFlags(
        @Nullable String namespace,
        @Nullable String context,
        @Nullable String cluster,
        @Nullable String user,
        Impersonation impersonation,
        @Nullable Duration requestTimeout,
        boolean warningsAsErrors,
        boolean matchServerVersion) {

    /** No flag given. */
    public static final GlobalFlags NONE =
            new GlobalFlags(null, null, null, null, Impersonation.NONE, null, false, false);
}
