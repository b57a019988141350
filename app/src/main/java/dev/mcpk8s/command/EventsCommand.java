package dev.mcpk8s.command;

import java.util.List;

/**
 * {@code kubectl events}, without watching.
 *
 * @param forObject {@code --for} as typed, empty when not given
 * @param types {@code --types} as typed
 */
public record EventsCommand(
        GlobalFlags flags,
        boolean allNamespaces,
        String forObject,
        List<String> types,
        boolean noHeaders,
        ObjectOutput output)
        implements Command {

    public EventsCommand {
        types = List.copyOf(types);
    }

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}
