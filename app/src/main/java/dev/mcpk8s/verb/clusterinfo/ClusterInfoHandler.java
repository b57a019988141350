package dev.mcpk8s.verb.clusterinfo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.ClusterInfoCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ListOptions;
import dev.mcpk8s.resource.Representation;
import dev.mcpk8s.verb.ClusterWork;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Objects;

/** Runs {@code kubectl cluster-info} (kubectl: {@code pkg/cmd/clusterinfo/clusterinfo.go}). */
@Singleton
final class ClusterInfoHandler implements CommandHandler<ClusterInfoCommand> {

    private static final ListOptions CLUSTER_SERVICES =
            new ListOptions("kubernetes.io/cluster-service=true", "", 0, "");
    private static final String SYSTEM = "kube-system";
    private static final int HTTPS = 443;

    private final ClusterWork cluster;

    ClusterInfoHandler(ClusterWork cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<ClusterInfoCommand> commandType() {
        return ClusterInfoCommand.class;
    }

    /** What to do next is said even when the services could not be listed. */
    @Override
    public ExitStatus run(ClusterInfoCommand command, ExecutionContext context) throws IOException {
        return cluster.runOnServer(
                command.flags(),
                context,
                session -> {
                    try {
                        context.stdout(places(command, session));
                    } catch (CommandException unlisted) {
                        context.stdout(hint());
                        throw unlisted;
                    }
                    context.stdout(hint());
                });
    }

    private static String hint() {
        return "\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info"
                + " dump'.\n";
    }

    private static String places(ClusterInfoCommand command, ClusterSession session)
            throws IOException {
        String namespace = Objects.requireNonNullElse(command.flags().namespace(), SYSTEM);
        JsonNode services =
                session.objects()
                        .list(
                                session.mapping("services"),
                                namespace,
                                CLUSTER_SERVICES,
                                Representation.OBJECT)
                        .json()
                        .path("items");
        StringBuilder text = new StringBuilder(line("Kubernetes control plane", session.server()));
        for (JsonNode service : services) {
            JsonNode metadata = service.path("metadata");
            String label = metadata.path("labels").path("kubernetes.io/name").asText();
            String name = label.isEmpty() ? metadata.path("name").asText() : label;
            text.append(line(name, link(service, session.server())));
        }
        return text.toString();
    }

    private static String line(String name, String link) {
        return name + " is running at " + link + "\n";
    }

    /** A load balancer's ports, or else the way through the API server. */
    private static String link(JsonNode service, String server) {
        JsonNode ingress = service.path("status").path("loadBalancer").path("ingress").path(0);
        JsonNode ports = service.path("spec").path("ports");
        if (!ingress.isMissingNode()) {
            String ip = ingress.path("ip").asText();
            String host = ip.isEmpty() ? ingress.path("hostname").asText() : ip;
            StringBuilder links = new StringBuilder();
            for (JsonNode port : ports) {
                links.append("http://").append(host).append(':');
                links.append(port.path("port").asInt()).append(' ');
            }
            return links.toString();
        }
        JsonNode metadata = service.path("metadata");
        return server
                + "/api/v1/namespaces/"
                + metadata.path("namespace").asText()
                + "/services/"
                + proxied(metadata.path("name").asText(), ports.path(0))
                + "/proxy";
    }

    /** {@code https:name:port}, with what there is of it. */
    private static String proxied(String service, JsonNode port) {
        String name = port.path("name").asText();
        if (name.equals("https") || port.path("port").asInt() == HTTPS) {
            return "https:" + service + ":" + name;
        }
        return name.isEmpty() ? service : service + ":" + name;
    }
}
