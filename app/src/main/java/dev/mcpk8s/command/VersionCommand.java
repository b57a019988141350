package dev.mcpk8s.command;

/**
 * {@code kubectl version}.
 *
 * @param clientOnly {@code --client}: no cluster is asked
 * @param format what to print
 */
public record VersionCommand(GlobalFlags flags, boolean clientOnly, Format format)
        implements Command {

    /** {@code -o}: kubectl's plain lines, or a document. */
    public enum Format {
        TEXT,
        JSON,
        YAML
    }

    @Override
    public Effect effect() {
        return clientOnly ? Effect.LOCAL : Effect.READ;
    }
}
