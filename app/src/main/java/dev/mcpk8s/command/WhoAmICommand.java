package dev.mcpk8s.command;

/**
 * {@code kubectl auth whoami}.
 *
 * @param output a table, or a document
 */
public record WhoAmICommand(
        GlobalFlags flags, OutputFormat output, boolean allowMissingTemplateKeys)
        implements Command {

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}
