package dev.mcpk8s.command;

import org.jspecify.annotations.Nullable;

/**
 * What a request says to a command beside its command line.
 *
 * @param progress whether helm's long operations tell how far they are; null as configured
 * @param argocdToken the caller's own token for the Argo CD server; null for the configured one
 * @param diffFiles whether {@code kubectl diff} answers with the files that it would compare, for a
 *     program on the caller's machine
 */
public record ToolOptions(
        @Nullable Boolean progress, @Nullable String argocdToken, boolean diffFiles) {

    /** Nothing was said. */
    public static final ToolOptions NONE = new ToolOptions(null, null, false);

    /** Never shows the token. */
    @Override
    public String toString() {
        return "ToolOptions[progress="
                + progress
                + ", argocdToken="
                + (argocdToken == null ? "none" : "given")
                + ", diffFiles="
                + diffFiles
                + "]";
    }
}
