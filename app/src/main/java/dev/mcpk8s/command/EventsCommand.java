package dev.mcpk8s.command;

import java.util.List;

/**
 * {@code kubectl events}.
 *
 * @param forObject {@code --for} as typed, empty when not given
 * @param types {@code --types} as typed
 * @param watch whether events are told as they happen, first those that have
 */
public record EventsCommand(
        GlobalFlags flags,
        boolean allNamespaces,
        String forObject,
        List<String> types,
        boolean noHeaders,
        boolean watch,
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
