package dev.mcpk8s.command;

import org.jspecify.annotations.Nullable;

/**
 * The flags that every kubectl command takes, as far as they change what a native command does.
 *
 * @param namespace {@code -n}; null when not given or empty
 * @param context {@code --context}
 * @param cluster {@code --cluster}: another cluster entry of the same kubeconfig
 * @param user {@code --user}: another user entry of the same kubeconfig
 * @param impersonation {@code --as} and its companions
 * @param requestTimeout {@code --request-timeout} as given, already checked; null when not given or
 *     0
 * @param warningsAsErrors {@code --warnings-as-errors}
 * @param matchServerVersion {@code --match-server-version}
 */
public record GlobalFlags(
        @Nullable String namespace,
        @Nullable String context,
        @Nullable String cluster,
        @Nullable String user,
        Impersonation impersonation,
        @Nullable String requestTimeout,
        boolean warningsAsErrors,
        boolean matchServerVersion) {

    /** No flag given. */
    public static final GlobalFlags NONE =
            new GlobalFlags(null, null, null, null, Impersonation.NONE, null, false, false);
}
