package dev.mcpk8s.execution;

import dev.mcpk8s.command.Command;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which handler runs which command. Making it fails unless every command has exactly one. */
@Singleton
public final class HandlerRegistry {

    private final Map<Class<?>, CommandHandler<?>> handlers = new HashMap<>();

    public HandlerRegistry(Collection<CommandHandler<?>> candidates) {
        for (CommandHandler<?> handler : candidates) {
            if (handlers.put(handler.commandType(), handler) != null) {
                throw new IllegalStateException("two handlers for " + handler.commandType());
            }
        }
        Set<Class<?>> missing = new HashSet<>(Set.of(Command.class.getPermittedSubclasses()));
        missing.removeAll(handlers.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalStateException("no handler for " + missing);
        }
    }

    @SuppressWarnings("unchecked") // the key is the handler's own command type
    <C extends Command> CommandHandler<C> handlerOf(C command) {
        return (CommandHandler<C>) Objects.requireNonNull(handlers.get(command.getClass()));
    }
}
