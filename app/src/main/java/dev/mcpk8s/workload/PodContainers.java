package dev.mcpk8s.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The containers of a pod, and which of them a command means that names none (kubectl: {@code
 * cmd/util/podcmd}).
 *
 * @param regular those that run
 * @param initial those that run first
 * @param ephemeral those added to look into it
 */
public record PodContainers(
        String pod, List<String> regular, List<String> initial, List<String> ephemeral) {

    private static final String DEFAULT = "kubectl.kubernetes.io/default-container";

    public PodContainers {
        regular = List.copyOf(regular);
        initial = List.copyOf(initial);
        ephemeral = List.copyOf(ephemeral);
    }

    public static PodContainers of(JsonNode pod) {
        JsonNode spec = pod.path("spec");
        return new PodContainers(
                pod.path("metadata").path("name").asText(),
                names(spec.path("containers")),
                names(spec.path("initContainers")),
                names(spec.path("ephemeralContainers")));
    }

    /** The container that the pod's annotation names, whether there is such a one or not. */
    public static @Nullable String annotated(JsonNode pod) {
        String name = pod.path("metadata").path("annotations").path(DEFAULT).asText();
        return name.isEmpty() ? null : name;
    }

    /** In the order in which they start. */
    public List<String> all() {
        List<String> all = new ArrayList<>(initial);
        all.addAll(regular);
        all.addAll(ephemeral);
        return all;
    }

    public boolean has(String container) {
        return regular.contains(container)
                || initial.contains(container)
                || ephemeral.contains(container);
    }

    /** Whether a command that names none has to be told which one it gets. */
    public boolean areSeveral() {
        return regular.size() + initial.size() + ephemeral.size() > 1;
    }

    /** As kubectl lists them. */
    public String title() {
        List<String> titles = new ArrayList<>(regular);
        ephemeral.forEach(name -> titles.add(name + " (ephem)"));
        initial.forEach(name -> titles.add(name + " (init)"));
        return String.join(", ", titles);
    }

    private static List<String> names(JsonNode containers) {
        List<String> names = new ArrayList<>();
        containers.forEach(container -> names.add(container.path("name").asText()));
        return names;
    }
}
