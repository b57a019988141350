package dev.mcpk8s.command;

import java.time.Duration;
import java.util.List;

/**
 * {@code kubectl logs}.
 *
 * @param arguments {@code POD}, {@code TYPE/NAME}, and perhaps a container; none with a selector
 * @param labelSelector {@code -l} as typed
 * @param container {@code -c}, or the second argument; empty when neither was given
 * @param containerTwice whether both were given
 * @param allContainers {@code --all-containers}
 * @param allPods {@code --all-pods}
 * @param prefix whether each line begins with where it comes from
 * @param ignoreErrors {@code --ignore-errors}
 * @param patience {@code --pod-running-timeout}: how long a workload's first pod is waited for
 * @param maxFollowed {@code --max-log-requests}
 * @param window which part of each log
 */
public record LogsCommand(
        GlobalFlags flags,
        List<String> arguments,
        String labelSelector,
        String container,
        boolean containerTwice,
        boolean allContainers,
        boolean allPods,
        boolean prefix,
        boolean ignoreErrors,
        Duration patience,
        long maxFollowed,
        LogWindow window)
        implements Command {

    public LogsCommand {
        arguments = List.copyOf(arguments);
    }

    @Override
    public Effect effect() {
        return Effect.READ;
    }
}
