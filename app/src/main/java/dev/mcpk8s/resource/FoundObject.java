package dev.mcpk8s.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;

/**
 * An object that a manifest describes.
 *
 * @param namespace empty for types without one
 * @param name empty when the manifest gives none
 * @param manifest what the file says, its namespace filled in; the receiver's own to change
 * @param origin the file, or {@code STDIN}
 */
public record FoundObject(
        ResourceMapping mapping,
        String namespace,
        String name,
        ObjectNode manifest,
        String origin) {

    /**
     * Keeps a command in the namespace it was told to stay in.
     *
     * @throws CommandException when the object says another
     */
    public void requireNamespace(String required) {
        if (mapping.namespaced() && !namespace.equals(required)) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    ("the namespace from the provided object %s does not match the namespace %s."
                                    + " You must pass '--namespace=%s' to perform this operation.")
                            .formatted(
                                    GoQuote.quote(namespace), GoQuote.quote(required), namespace));
        }
    }
}
