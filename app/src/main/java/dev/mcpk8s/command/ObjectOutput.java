package dev.mcpk8s.command;

/**
 * How a verb prints its objects, when it does.
 *
 * @param showManagedFields {@code --show-managed-fields}
 * @param allowMissingTemplateKeys {@code --allow-missing-template-keys}
 */
public record ObjectOutput(
        OutputFormat format, boolean showManagedFields, boolean allowMissingTemplateKeys) {}
