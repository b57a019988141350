package dev.mcpk8s.workload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.json.Json;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.Representation;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Watches one object until its observer has seen enough: reads it, then follows its changes. A
 * watch that ends or cannot begin is begun anew, as long as there is time (client-go: {@code
 * tools/watch/until.go}, {@code UntilWithSync}).
 */
public final class ObjectWatch {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ClusterSession session;
    private final Cancellation cancellation;
    private final LiveObject about;
    private final Deadline deadline;
    private final ListOptions options;
    private boolean began;
    private boolean known;

    public ObjectWatch(
            ClusterSession session,
            Cancellation cancellation,
            LiveObject about,
            Deadline deadline) {
        this.session = session;
        this.cancellation = cancellation;
        this.about = about;
        this.deadline = deadline;
        this.options = new ListOptions("", "metadata.name=" + about.name(), 0, "");
    }

    /**
     * Watches.
     *
     * @return whether the observer ended it; false when time ran out
     * @throws CommandException what the observer throws, or that the command is to stop
     */
    public boolean until(ObjectObserver observer) throws IOException, InterruptedException {
        while (!deadline.isPast()) {
            String version = null;
            try {
                JsonNode list = list().json();
                version = list.path("metadata").path("resourceVersion").asText();
                JsonNode item = list.path("items").path(0);
                boolean there = item.isObject();
                if (see(there ? ObjectFinder.typed(item, list) : item, observer)) {
                    return true;
                }
            } catch (IOException | ServerTrouble lost) {
                cancellation.throwIfCancelled();
            }
            while (version != null && !deadline.isPast()) {
                Progress progress = follow(version, observer);
                if (progress.over()) {
                    return true;
                }
                if (version.equals(progress.version())) {
                    pause();
                }
                version = progress.version();
            }
            pause();
        }
        return false;
    }

    /**
     * How far a watch came.
     *
     * @param version from where it can go on; null when the object has to be read anew
     */
    private record Progress(boolean over, @Nullable String version) {
        private static final Progress OVER = new Progress(true, null);
        private static final Progress LOST = new Progress(false, null);
    }

    private Progress follow(String from, ObjectObserver observer) {
        String version = from;
        try (ApiResponse answer = watch(from);
                JsonParser events = Json.READER.createParser(answer.body())) {
            for (JsonNode event = next(events); event != null; event = next(events)) {
                JsonNode object = event.path("object");
                switch (event.path("type").asText()) {
                    case "ADDED", "MODIFIED" -> {
                        known = true;
                        if (observer.present(object)) {
                            return Progress.OVER;
                        }
                    }
                    case "DELETED" -> {
                        known = false;
                        if (observer.deleted()) {
                            return Progress.OVER;
                        }
                    }
                    case "ERROR" -> {
                        return Progress.LOST;
                    }
                    default -> {}
                }
                version = object.path("metadata").path("resourceVersion").asText(version);
            }
            return new Progress(false, version);
        } catch (IOException | ServerTrouble lost) {
            cancellation.throwIfCancelled();
            return Progress.LOST;
        }
    }

    private boolean see(JsonNode object, ObjectObserver observer) {
        boolean first = !began;
        boolean was = known;
        began = true;
        known = object.isObject();
        if (known) {
            return observer.present(object);
        }
        return first ? observer.missing() : was && observer.deleted();
    }

    /** The next event that came in time; null when there is none any more. */
    private @Nullable JsonNode next(JsonParser events) throws IOException {
        JsonNode event = events.readValueAsTree();
        return deadline.isPast() ? null : event;
    }

    private void pause() throws InterruptedException {
        cancellation.sleep(deadline.atMost(PAUSE));
    }

    private ApiResponse list() throws IOException {
        return tolerant(
                () ->
                        session.objects()
                                .list(
                                        about.mapping(),
                                        about.namespace(),
                                        options,
                                        Representation.OBJECT));
    }

    private ApiResponse watch(String version) throws IOException {
        return tolerant(
                () ->
                        session.objects()
                                .watch(
                                        about.mapping(),
                                        about.namespace(),
                                        options,
                                        version,
                                        deadline.left()));
    }

    /** What the server or the way to it failed at; the next attempt may do better. */
    private static final class ServerTrouble extends RuntimeException {
        private static final long serialVersionUID = 1;

        ServerTrouble(CommandException cause) {
            super(cause.text(), cause, false, false);
        }
    }

    /** A call to the server. */
    @FunctionalInterface
    private interface Call {
        ApiResponse make() throws IOException;
    }

    private ApiResponse tolerant(Call call) throws IOException {
        try {
            return call.make();
        } catch (CommandException failure) {
            cancellation.throwIfCancelled();
            throw new ServerTrouble(failure);
        }
    }
}
