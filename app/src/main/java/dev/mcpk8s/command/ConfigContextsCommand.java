package dev.mcpk8s.command;

import java.util.List;

/**
 * {@code kubectl config get-contexts}.
 *
 * @param names the contexts asked for; empty for all
 * @param namesOnly {@code -o name}
 * @param noHeaders {@code --no-headers}
 */
public record ConfigContextsCommand(List<String> names, boolean namesOnly, boolean noHeaders)
        implements Command {

    public ConfigContextsCommand {
        names = List.copyOf(names);
    }

    @Override
    public Effect effect() {
        return Effect.LOCAL;
    }
}
