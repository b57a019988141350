package dev.mcpk8s.print.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.jsonpath.SortedFields;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Containers, of a pod or of a template (kubectl: {@code describe/describe.go}). */
public final class ContainerText {

    private final JsonNode pod;
    private final String space;
    private final Description out;

    /**
     * @param pod whose fields the environment shows; missing for a template
     * @param space what the lines above the containers' own begin with
     */
    public ContainerText(JsonNode pod, String space, Description out) {
        this.pod = pod;
        this.space = space;
        this.out = out;
    }

    /**
     * Writes containers below a title.
     *
     * @param statuses theirs, as far as there are any
     */
    public void write(String title, JsonNode containers, JsonNode statuses) throws IOException {
        Map<String, JsonNode> statusByName = new HashMap<>();
        statuses.forEach(status -> statusByName.put(FieldValue.text(status.path("name")), status));
        out.write(space + title + (containers.isEmpty() ? ": <none>\n" : ":\n"));
        EnvironmentText environment = new EnvironmentText(pod, out);
        for (JsonNode container : containers) {
            String name = FieldValue.text(container.path("name"));
            out.write(1, (space.isEmpty() ? "" : " ") + name + ":\n");
            JsonNode status = statusByName.get(name);
            image(container, status);
            ports(container.path("ports"));
            seccomp(container.path("securityContext").path("seccompProfile"));
            words("Command", container.path("command"));
            words("Args", container.path("args"));
            if (status != null) {
                ContainerStateText.write(status, out);
            }
            resources(container.path("resources"), 2, out);
            probe("Liveness", container.path("livenessProbe"));
            probe("Readiness", container.path("readinessProbe"));
            probe("Startup", container.path("startupProbe"));
            environment.write(container);
            mounts(container);
        }
    }

    /** Limits and requests, each sorted; nothing for neither. */
    public static void resources(JsonNode resources, int level, Description out)
            throws IOException {
        quantities("Limits", resources.path("limits"), level, out);
        quantities("Requests", resources.path("requests"), level, out);
    }

    private static void quantities(String title, JsonNode amounts, int level, Description out)
            throws IOException {
        if (amounts.isEmpty()) {
            return;
        }
        out.write(level, title + ":\n");
        for (Map.Entry<String, JsonNode> amount : SortedFields.of(amounts)) {
            out.field(level + 1, amount.getKey(), FieldValue.text(amount.getValue()));
        }
    }

    private void image(JsonNode container, @Nullable JsonNode status) throws IOException {
        if (status != null) {
            out.field(2, "Container ID", FieldValue.text(status.path("containerID")));
        }
        out.field(2, "Image", FieldValue.text(container.path("image")));
        if (status != null) {
            out.field(2, "Image ID", FieldValue.text(status.path("imageID")));
        }
    }

    private void ports(JsonNode ports) throws IOException {
        ports("Port", ports, "containerPort");
        ports("Host Port", ports, "hostPort");
    }

    private void ports(String title, JsonNode ports, String field) throws IOException {
        String text =
                StreamSupport.stream(ports.spliterator(), false)
                        .map(port -> port(port, field))
                        .collect(Collectors.joining(", "));
        boolean several = text.indexOf(',') >= 0;
        out.field(2, several ? title + "s" : title, text.isEmpty() ? FieldValue.NONE : text);
    }

    private static String port(JsonNode port, String field) {
        String text =
                FieldValue.number(port.path(field)) + "/" + FieldValue.text(port.path("protocol"));
        String name = FieldValue.text(port.path("name"));
        return name.isEmpty() ? text : text + " (" + name + ")";
    }

    private void seccomp(JsonNode profile) throws IOException {
        if (!profile.isObject()) {
            return;
        }
        String type = FieldValue.text(profile.path("type"));
        out.field(2, "SeccompProfile", type);
        if (type.equals("Localhost")) {
            out.field(3, "LocalhostProfile", FieldValue.text(profile.path("localhostProfile")));
        }
    }

    private void words(String title, JsonNode words) throws IOException {
        if (words.isEmpty()) {
            return;
        }
        out.write(2, title + ":\n");
        for (JsonNode word : words) {
            for (String line : FieldValue.text(word).split("\n", -1)) {
                out.write(3, line + "\n");
            }
        }
    }

    private void probe(String title, JsonNode probe) throws IOException {
        if (probe.isObject()) {
            out.field(2, title, ProbeText.of(probe));
        }
    }

    private void mounts(JsonNode container) throws IOException {
        JsonNode mounts = container.path("volumeMounts");
        String none = mounts.isEmpty() ? "\t<none>\n" : "\n";
        out.write(2, "Mounts:" + none);
        places(mounts, "mountPath", mount -> " (" + mountFlags(mount) + ")");
        JsonNode devices = container.path("volumeDevices");
        if (!devices.isEmpty()) {
            // kubectl looks at the mounts here too.
            out.write(2, "Devices:" + none);
            places(devices, "devicePath", device -> "");
        }
    }

    private void places(JsonNode volumes, String field, Function<JsonNode, String> suffix)
            throws IOException {
        for (JsonNode volume : FieldValue.sorted(volumes, field)) {
            String from = FieldValue.text(volume.path("name"));
            String at = FieldValue.text(volume.path(field));
            out.write(3, at + " from " + from + suffix.apply(volume) + "\n");
        }
    }

    private static String mountFlags(JsonNode mount) {
        String flags = mount.path("readOnly").asBoolean(false) ? "ro" : "rw";
        String subPath = FieldValue.text(mount.path("subPath"));
        return subPath.isEmpty() ? flags : flags + ",path=" + GoQuote.quote(subPath);
    }
}
