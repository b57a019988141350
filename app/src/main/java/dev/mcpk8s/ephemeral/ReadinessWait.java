package dev.mcpk8s.ephemeral;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a server answers, and tells what happens meanwhile: states, the events of its pod,
 * and the end of its log when it breaks. An API server that is away for a while is waited for.
 */
final class ReadinessWait {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration SHORTEST_WATCH = Duration.ofSeconds(1);
    private static final Duration LONGEST_WATCH = Duration.ofSeconds(5);

    private final ServerCall call;
    private final ClusterObjects objects;
    private final String namespace;
    private final String name;
    private final Map<String, String> secrets;
    private final Set<String> told = new HashSet<>();
    private Duration watch = SHORTEST_WATCH;
    private @Nullable ServerReading last;

    /** Whether the cluster did not answer when it was last asked. */
    private boolean away;

    /**
     * @param secrets the server's environment, whose values are masked in what is told
     */
    ReadinessWait(
            ServerCall call,
            ClusterObjects objects,
            String namespace,
            String name,
            Map<String, String> secrets) {
        this.call = call;
        this.objects = objects;
        this.namespace = namespace;
        this.name = name;
        this.secrets = secrets;
    }

    /**
     * @throws CommandException {@link ErrorCode#SERVER_FAILED} with the reason and the end of the
     *     log, {@link ErrorCode#SERVER_TIMEOUT} with what it still waits for, {@link
     *     ErrorCode#SERVER_NOT_FOUND} when somebody removed it
     */
    EphemeralServer until(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            try {
                String version = look();
                away = false;
                if (last != null && last.state() == ServerState.READY) {
                    return last.server();
                }
                if (isPast(end)) {
                    throw timeout(longest);
                }
                objects.awaitChange(Types.PODS, namespace, Labels.of(name), version, next(end));
            } catch (CommandException failure) {
                away |= ServerCreation.isPassing(failure);
                if (!away || !ServerCreation.mayPass(failure)) {
                    throw failure;
                }
                if (isPast(end)) {
                    throw timeout(longest);
                }
                tell("the cluster does not answer: " + failure.text());
                pause();
            }
        }
    }

    /** The version of the pods that were seen. */
    private String look() {
        JsonNode job = objects.find(Types.JOBS, namespace, name);
        if (job == null) {
            throw new CommandException(
                    ErrorCode.SERVER_NOT_FOUND, "the server " + name + " was deleted meanwhile");
        }
        JsonNode list = objects.list(Types.PODS, namespace, Labels.of(name), "");
        List<JsonNode> pods = new ArrayList<>();
        list.path("items").forEach(pods::add);
        ServerReading reading = ServerReading.of(job, pods);
        last = reading;
        pods.forEach(this::tellEvents);
        tell(reading);
        pods.forEach(this::tellEnd);
        PodReading pod = reading.pod();
        if (reading.isOver() || (pod != null && pod.hopeless())) {
            throw failed(reading);
        }
        return list.at("/metadata/resourceVersion").asText();
    }

    private void tell(ServerReading reading) {
        EphemeralServer server = reading.server();
        String why = server.reason() == null ? "" : ": " + server.reason();
        String more = server.message() == null ? "" : " (" + server.message() + ")";
        tell(server.state().wireName() + why + more);
    }

    private void tellEvents(JsonNode pod) {
        String fields = "involvedObject.name=" + pod.at("/metadata/name").asText();
        try {
            for (JsonNode event : objects.list(Types.EVENTS, namespace, "", fields).path("items")) {
                tell(event.path("reason").asText() + ": " + event.path("message").asText());
            }
        } catch (CommandException unseen) {
            if (ServerCreation.isPassing(unseen)) {
                throw unseen;
            }
            // a caller may be allowed to see pods and not events
        }
    }

    /** The log of a pod that has failed, once. */
    private void tellEnd(JsonNode pod) {
        String podName = pod.at("/metadata/name").asText();
        if (pod.at("/status/phase").asText().equals("Failed") && told.add("log of " + podName)) {
            String log = objects.log(namespace, podName, false);
            if (!log.isEmpty()) {
                tell("log of " + podName + ":\n" + log);
            }
        }
    }

    private void tell(String line) {
        String masked = masked(line);
        if (told.add(masked)) {
            call.progress().accept(masked);
        }
    }

    private CommandException failed(ServerReading reading) {
        EphemeralServer server = reading.server();
        String log = reading.pods().isEmpty() ? "" : logOf(reading);
        return new CommandException(
                ErrorCode.SERVER_FAILED,
                masked(
                        "the server %s is %s: %s%s%s"
                                .formatted(
                                        name,
                                        server.state().wireName(),
                                        or(server.reason(), "it will not become ready"),
                                        server.message() == null ? "" : ": " + server.message(),
                                        log.isEmpty() ? "" : "\nits log ends with:\n" + log)));
    }

    private String logOf(ServerReading reading) {
        PodReading pod = reading.pod();
        return pod == null ? "" : objects.log(namespace, pod.name(), false);
    }

    private CommandException timeout(Duration longest) {
        String why = "its job was not seen";
        if (last != null) {
            EphemeralServer server = last.server();
            why = server.state().wireName() + ": " + or(server.reason(), "no reason given");
            why += server.message() == null ? "" : ": " + server.message();
        }
        return new CommandException(
                ErrorCode.SERVER_TIMEOUT,
                masked(
                        "the server %s was not ready within %d seconds (%s); it goes on, so look at it later"
                                .formatted(name, longest.toSeconds(), why)));
    }

    private String masked(String text) {
        String masked = text;
        for (String secret : secrets.values()) {
            if (secret.length() >= 4) {
                masked = masked.replace(secret, Preset.MASKED);
            }
        }
        return masked;
    }

    /** Longer each time, so that many waits do not keep the API server busy. */
    private Duration next(long end) {
        Duration now = watch;
        Duration longer = watch.plus(SHORTEST_WATCH);
        watch = longer.compareTo(LONGEST_WATCH) < 0 ? longer : LONGEST_WATCH;
        Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        return now.compareTo(left) < 0 ? now : left;
    }

    private static boolean isPast(long end) {
        return System.nanoTime() - end >= 0;
    }

    private void pause() {
        try {
            call.cancellation().sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandException(ErrorCode.CANCELLED, "interrupted");
        }
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
