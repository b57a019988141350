package dev.mcpk8s.command;

import java.util.List;

/**
 * A filter behind a pipe, as typed.
 *
 * @param name {@code grep}
 * @param arguments the words after it
 */
public record FilterCall(String name, List<String> arguments) {

    public FilterCall {
        arguments = List.copyOf(arguments);
    }
}
