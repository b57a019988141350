package dev.mcpk8s.verb.tool.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.GroupVersion;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.workload.LiveObject;
import dev.mcpk8s.workload.PodsOfOwner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks at a release's objects, their pods and what was noted of them. */
final class ReleaseView {

    private static final ResourceMapping EVENTS =
            new ResourceMapping(new GroupVersion("", "v1"), "events", "Event", true);
    private static final int MOST_EVENTS = 500;

    private final ClusterSession session;

    ReleaseView(ClusterSession session) {
        this.session = session;
    }

    /** Each object's readiness, in the release's order, the pods of an unready one behind it. */
    Map<String, Readiness> look(List<Subject> subjects) throws IOException {
        Map<String, Readiness> seen = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            JsonNode object = read(subject);
            if (object.isMissingNode()) {
                seen.put(subject.title(), Readiness.ABSENT);
                continue;
            }
            Readiness readiness = Readiness.of(subject, object);
            seen.put(subject.title(), readiness);
            if (!readiness.ready() && hasPods(subject)) {
                lookAtPods(subject, object, seen);
            }
        }
        return seen;
    }

    /** The last warnings about any of these objects, one line each. */
    List<String> warnings(Iterable<String> titles) throws IOException {
        Map<String, String> last = new LinkedHashMap<>();
        ListOptions options = new ListOptions("", "type=Warning", MOST_EVENTS, "");
        try (ApiResponse answer =
                session.objects()
                        .list(EVENTS, session.namespace(), options, Representation.OBJECT)) {
            for (JsonNode event : answer.json().path("items")) {
                String about = about(event.path("involvedObject"), titles);
                if (!about.isEmpty()) {
                    String reason = event.path("reason").asText();
                    String message = event.path("message").asText().replaceAll("\\s+", " ").strip();
                    last.put(about + reason, about + ": " + reason + ": " + message);
                }
            }
        }
        return List.copyOf(last.values());
    }

    /** A ReplicaSet between a Deployment and its pods counts for the Deployment. */
    private static String about(JsonNode involved, Iterable<String> titles) {
        String name = involved.path("name").asText();
        String kind = involved.path("kind").asText().toLowerCase(Locale.ROOT);
        for (String title : titles) {
            boolean between =
                    kind.equals("replicaset")
                            && title.startsWith("deployment/")
                            && name.startsWith(title.substring("deployment/".length()) + "-");
            if (title.equals(kind + "/" + name) || between) {
                return kind + "/" + name;
            }
        }
        return "";
    }

    private static boolean hasPods(Subject subject) {
        return !subject.mapping().kind().equals("Pod")
                && !subject.mapping().kind().equals("PersistentVolumeClaim");
    }

    private void lookAtPods(Subject owner, JsonNode object, Map<String, Readiness> seen)
            throws IOException {
        String selector =
                PodsOfOwner.selector(
                        new LiveObject(owner.mapping(), owner.namespace(), owner.name(), object));
        ListOptions options = new ListOptions(selector, "", MOST_EVENTS, "");
        try (ApiResponse answer =
                session.objects()
                        .list(
                                PodsOfOwner.PODS,
                                owner.namespace(),
                                options,
                                Representation.OBJECT)) {
            for (JsonNode pod : answer.json().path("items")) {
                seen.put("pod/" + pod.path("metadata").path("name").asText(), Readiness.pod(pod));
            }
        }
    }

    private JsonNode read(Subject subject) throws IOException {
        try (ApiResponse answer =
                session.objects().read(subject.mapping(), subject.namespace(), subject.name())) {
            return answer.json();
        } catch (StatusException failure) {
            if (failure.isNotFound()) {
                return MissingNode.getInstance();
            }
            throw failure;
        }
    }

    /** The objects of a release that are not ready, with the state of each. */
    static List<String> unready(Map<String, Readiness> seen) {
        List<String> lines = new ArrayList<>();
        seen.forEach(
                (title, readiness) -> {
                    if (!readiness.ready()) {
                        lines.add(title + ": " + readiness.state());
                    }
                });
        return lines;
    }
}
