package dev.mcpk8s.verb.logs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.LogsCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.workload.PodContainers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Which logs of a pod are meant (kubectl: {@code polymorphichelpers/logsforobject.go}). */
final class LogSources {

    private final LogsCommand command;
    private final Consumer<String> stderr;

    /**
     * @param stderr is told of choices that nobody made
     */
    LogSources(LogsCommand command, Consumer<String> stderr) {
        this.command = command;
        this.stderr = stderr;
    }

    /**
     * Those of one pod.
     *
     * @throws CommandException when the pod has no such container
     */
    List<LogSource> of(JsonNode pod) {
        PodContainers containers = PodContainers.of(pod);
        List<String> names =
                command.allContainers() ? containers.all() : List.of(container(pod, containers));
        List<LogSource> sources = new ArrayList<>();
        for (String name : names) {
            if (!containers.has(name)) {
                throw new CommandException(
                        ErrorCode.COMMAND_FAILED,
                        "container "
                                + name
                                + " is not valid for pod "
                                + containers.pod()
                                + " out of: "
                                + containers.title());
            }
            sources.add(LogSource.of(pod, name));
        }
        return sources;
    }

    private String container(JsonNode pod, PodContainers containers) {
        if (!command.container().isEmpty()) {
            return command.container();
        }
        String annotated = PodContainers.annotated(pod);
        if (annotated != null) {
            if (containers.has(annotated)) {
                return annotated;
            }
            stderr.accept(
                    "Default container name "
                            + GoQuote.quote(annotated)
                            + " not found in pod "
                            + containers.pod()
                            + "\n");
        }
        String first = containers.regular().getFirst();
        if (containers.areSeveral() && !command.allPods()) {
            stderr.accept(
                    "Defaulted container "
                            + GoQuote.quote(first)
                            + " out of: "
                            + containers.title()
                            + "\n");
        }
        return first;
    }
}
