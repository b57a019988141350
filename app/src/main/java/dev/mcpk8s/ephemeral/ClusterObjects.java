package dev.mcpk8s.ephemeral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.json.Json;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.FoundObject;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.PatchType;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.resource.WriteOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's objects as JSON trees: the client's typed models refuse what a server newer than they
 * are adds. A broken connection is a {@link CommandException} like every other failure.
 */
final class ClusterObjects implements AutoCloseable {

    private static final WriteOptions WRITE = new WriteOptions(false, "mcp-k8s", null);
    private static final int LONGEST_LOG = 4096;

    private final ClusterSession session;

    ClusterObjects(ClusterSession session) {
        this.session = session;
    }

    /** The namespace in force. */
    String namespace() {
        return session.namespace();
    }

    JsonNode create(ResourceMapping type, String namespace, ObjectNode object) {
        return tree(() -> session.objects().create(type, namespace, object, WRITE));
    }

    JsonNode get(ResourceMapping type, String namespace, String name) {
        return tree(() -> session.objects().read(type, namespace, name));
    }

    /** Null when it does not exist; every other failure is one. */
    @Nullable JsonNode find(ResourceMapping type, String namespace, String name) {
        try {
            return get(type, namespace, name);
        } catch (StatusException failure) {
            if (failure.isNotFound()) {
                return null;
            }
            throw failure;
        }
    }

    /**
     * @param namespace empty for all
     */
    JsonNode list(ResourceMapping type, String namespace, String labels, String fields) {
        ListOptions options = new ListOptions(labels, fields, 0, "");
        return tree(() -> session.objects().readAll(type, namespace, options));
    }

    /** The items of a list. */
    List<JsonNode> items(ResourceMapping type, String namespace, String labels) {
        List<JsonNode> items = new ArrayList<>();
        list(type, namespace, labels, "").path("items").forEach(items::add);
        return items;
    }

    /** Changes an object by a JSON merge patch. */
    JsonNode merge(ResourceMapping type, String namespace, String name, ObjectNode patch) {
        FoundObject object = new FoundObject(type, namespace, name, patch, "");
        return tree(() -> session.objects().patch(object, PatchType.JSON_MERGE, patch, WRITE));
    }

    /** Deletes an object and what it owns; the object itself goes last. */
    void delete(ResourceMapping type, String namespace, String name) {
        ObjectNode options =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("apiVersion", "v1")
                        .put("kind", "DeleteOptions")
                        .put("propagationPolicy", "Foreground");
        tree(() -> session.objects().delete(type, namespace, name, options));
    }

    /** Posts a question to the server. */
    JsonNode ask(ResourceMapping type) {
        return tree(() -> session.objects().ask(type, JsonNodeFactory.instance.objectNode()));
    }

    /** The end of a container's log; empty when there is none to be had. */
    String log(String namespace, String pod, boolean previous) {
        String path =
                "/api/v1/namespaces/"
                        + namespace
                        + "/pods/"
                        + pod
                        + "/log?tailLines=20&limitBytes="
                        + LONGEST_LOG
                        + (previous ? "&previous=true" : "");
        try (ApiResponse answer = session.raw(path)) {
            byte[] text = answer.body().readNBytes(LONGEST_LOG);
            return new String(text, StandardCharsets.UTF_8).strip();
        } catch (IOException | StatusException none) {
            return "";
        }
    }

    /**
     * Returns when an object of the selection changed, or when the time is over; sooner when it
     * cannot be watched.
     *
     * @param version of the list after which changes count
     */
    void awaitChange(
            ResourceMapping type,
            String namespace,
            String labels,
            String version,
            Duration longest) {
        ListOptions options = new ListOptions(labels, "", 0, "");
        try (ApiResponse changes =
                        session.objects().watch(type, namespace, options, version, longest);
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(changes.body(), StandardCharsets.UTF_8))) {
            @Nullable String _ = lines.readLine();
        } catch (IOException over) {
            // the time is over, or the server ended the watch: either way the caller looks again
        }
    }

    @Override
    public void close() {
        session.close();
    }

    /** A call whose answer is wanted whole. */
    @FunctionalInterface
    private interface Call {
        ApiResponse make() throws IOException;
    }

    private static JsonNode tree(Call call) {
        try (ApiResponse answer = call.make()) {
            return Json.READER.readTree(answer.body());
        } catch (IOException broken) {
            String message = broken.getMessage();
            throw new CommandException(
                    ErrorCode.CLUSTER_UNREACHABLE, message == null ? "unexpected EOF" : message);
        }
    }
}
