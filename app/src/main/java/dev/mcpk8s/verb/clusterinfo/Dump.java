package dev.mcpk8s.verb.clusterinfo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.command.ClusterInfoDumpCommand;
import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.Output;
import dev.mcpk8s.execution.OutputEvent;
import dev.mcpk8s.execution.OutputWriter;
import dev.mcpk8s.print.DocumentPrinter;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.GroupVersion;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.ResourceMapping;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All that is dumped, list by list and log by log; each goes out before the next is asked for. */
final class Dump {

    private static final GroupVersion CORE = new GroupVersion("", "v1");
    private static final GroupVersion APPS = new GroupVersion("apps", "v1");
    private static final ResourceMapping NODES = new ResourceMapping(CORE, "nodes", "Node", false);
    private static final ResourceMapping NAMESPACES =
            new ResourceMapping(CORE, "namespaces", "Namespace", false);
    private static final List<ResourceMapping> BEFORE_PODS =
            List.of(
                    new ResourceMapping(CORE, "events", "Event", true),
                    new ResourceMapping(
                            CORE, "replicationcontrollers", "ReplicationController", true),
                    new ResourceMapping(CORE, "services", "Service", true),
                    new ResourceMapping(APPS, "daemonsets", "DaemonSet", true),
                    new ResourceMapping(APPS, "deployments", "Deployment", true),
                    new ResourceMapping(APPS, "replicasets", "ReplicaSet", true));
    private static final ResourceMapping PODS = new ResourceMapping(CORE, "pods", "Pod", true);
    private static final ListOptions ALL = new ListOptions("", "", 0, "");
    private static final int PIECE = 8 * 1024;

    private final ClusterInfoDumpCommand command;
    private final ClusterSession session;
    private final Output output;
    private final OutputWriter out;
    private final DocumentPrinter printer;

    /**
     * @param out writes text to the context's output, which takes the logs as they are
     */
    Dump(
            ClusterInfoDumpCommand command,
            ClusterSession session,
            ExecutionContext context,
            OutputWriter out) {
        this.command = command;
        this.session = session;
        this.output = context.output();
        this.out = out;
        this.printer =
                DocumentPrinter.ofTyped(command.output(), command.allowMissingTemplateKeys())
                        .stoppedBy(context.cancellation());
    }

    void run() throws IOException {
        print(list(NODES, ""), NODES);
        for (String namespace : namespaces()) {
            for (ResourceMapping type : BEFORE_PODS) {
                print(list(type, namespace), type);
            }
            JsonNode pods = list(PODS, namespace);
            print(pods, PODS);
            for (JsonNode pod : pods.path("items")) {
                for (String containers : new String[] {"initContainers", "containers"}) {
                    for (JsonNode container : pod.path("spec").path(containers)) {
                        printLog(pod.path("metadata"), container.path("name").asText());
                    }
                }
            }
        }
    }

    private List<String> namespaces() throws IOException {
        if (command.allNamespaces()) {
            List<String> all = new ArrayList<>();
            for (JsonNode namespace : list(NAMESPACES, "").path("items")) {
                all.add(namespace.path("metadata").path("name").asText());
            }
            return all;
        }
        return command.namespaces().isEmpty()
                ? List.of("kube-system", session.namespace())
                : command.namespaces();
    }

    /** kubectl asks for protobuf, in which a list of nothing is no list. */
    private JsonNode list(ResourceMapping type, String namespace) throws IOException {
        JsonNode list = session.objects().readAll(type, namespace, ALL).json();
        if (list instanceof ObjectNode fields && list.path("items").isEmpty()) {
            fields.putNull("items");
        }
        return list;
    }

    private void print(JsonNode list, ResourceMapping type) throws IOException {
        if (command.output() instanceof OutputFormat.Name) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    "list types are not supported by name printing: *v1." + type.kind() + "List");
        }
        if (!command.showManagedFields()) {
            for (JsonNode item : list.path("items")) {
                if (item.get("metadata") instanceof ObjectNode metadata) {
                    metadata.remove("managedFields");
                }
            }
        }
        printer.print(list, out);
        out.flush();
    }

    private void printLog(JsonNode pod, String container) throws IOException {
        String namespace = pod.path("namespace").asText();
        String name = pod.path("name").asText();
        String subject = " logs for container " + container + " of pod " + namespace + "/" + name;
        out.write("==== START" + subject + " ====\n");
        out.flush();
        String path =
                "/api/v1/namespaces/%s/pods/%s/log?container=%s"
                        .formatted(escape(namespace), escape(name), escape(container));
        try (ApiResponse response = session.raw(path);
                InputStream log = response.body()) {
            copy(log);
        } catch (StatusException failure) {
            out.write("Request log error: " + failure.text() + "\n");
        }
        out.write("==== END" + subject + " ====\n");
        out.flush();
    }

    private void copy(InputStream log) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int read = log.read(piece); read >= 0; read = log.read(piece)) {
            if (read > 0) {
                output.emit(new OutputEvent.Data(Channel.STDOUT, Arrays.copyOf(piece, read)));
            }
        }
    }

    private static String escape(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8);
    }
}
