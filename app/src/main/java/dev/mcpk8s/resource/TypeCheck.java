package dev.mcpk8s.resource;

import dev.mcpk8s.error.CommandException;

/** Looks at a type before any object of it is read. */
@FunctionalInterface
public interface TypeCheck {

    /**
     * @param kind of what will be read: the type's, or its list's
     * @param served whether the cluster has it
     * @throws CommandException in kubectl's words when the command knows no such type
     */
    void check(GroupVersion version, String kind, boolean served);
}
