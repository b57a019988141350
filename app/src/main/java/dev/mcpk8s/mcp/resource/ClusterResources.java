package dev.mcpk8s.mcp.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.mcp.CallContext;
import dev.mcpk8s.mcp.ServerContent;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a cluster holds, as resources that a client reads with its own credentials. */
@Singleton
final class ClusterResources implements ServerContent {

    static final String JSON_TYPE = "application/json";

    private static final String REPOSITORIES = "argocd.argoproj.io/secret-type=repository";

    private final ClusterReader reader;

    ClusterResources(ClusterReader reader) {
        this.reader = reader;
    }

    @Override
    public List<SyncResourceTemplateSpecification> templates() {
        return Arrays.stream(ResourceKind.values())
                .map(
                        kind ->
                                new SyncResourceTemplateSpecification(
                                        describe(kind),
                                        (exchange, request) ->
                                                read(
                                                        request.uri(),
                                                        CallContext.of(
                                                                exchange.transportContext()))))
                .toList();
    }

    private static McpSchema.ResourceTemplate describe(ResourceKind kind) {
        return McpSchema.ResourceTemplate.builder(kind.template(), kind.scheme())
                .title(kind.title())
                .description(kind.description())
                .mimeType(JSON_TYPE)
                .build();
    }

    private McpSchema.ReadResourceResult read(String uri, CallContext call) {
        ResourceAddress address =
                ResourceAddress.parse(uri).orElseThrow(() -> notFound("there is no such resource"));
        JsonNode content =
                switch (address.kind()) {
                    case CONTEXT -> context(address, call);
                    case RELEASE -> release(address, call);
                    case REPOSITORY -> repository(address, call);
                    default -> ModelView.of(ModelView.parse(kubectl(address, call, get(address))));
                };
        return McpSchema.ReadResourceResult.builder(
                        List.of(
                                McpSchema.TextResourceContents.builder(
                                                uri, ModelView.print(content))
                                        .mimeType(JSON_TYPE)
                                        .build()))
                .build();
    }

    private String kubectl(ResourceAddress address, CallContext call, List<String> words) {
        return reader.read(
                new ClusterReader.Question(
                        call.kubeconfig(), Tool.KUBECTL, address.context(), words, 0),
                call.cancellation());
    }

    /** Names stand behind the double dash: whatever they look like, they are no flags. */
    private static List<String> get(ResourceAddress address) {
        List<String> words = new ArrayList<>(List.of("get", "--output=json"));
        String namespace = address.namespace();
        if (namespace != null) {
            words.add("--namespace=" + namespace);
        }
        words.add("--");
        words.add(Objects.requireNonNull(address.type(), "an object has a type"));
        words.add(address.name());
        return words;
    }

    private JsonNode context(ResourceAddress address, CallContext call) {
        String view =
                reader.read(
                        new ClusterReader.Question(
                                call.kubeconfig(),
                                Tool.KUBECTL,
                                null,
                                List.of("config", "view", "--output=json"),
                                0),
                        call.cancellation());
        JsonNode config = ModelView.parse(view);
        String current = config.path("current-context").asText();
        String asked = address.context() == null ? current : address.context();
        JsonNode found = named(config.path("contexts"), asked);
        if (found == null) {
            TreeSet<String> names = new TreeSet<>();
            config.path("contexts").forEach(each -> names.add(each.path("name").asText()));
            throw notFound("there is no context \"" + asked + "\"; there are " + names);
        }
        JsonNode context = found.path("context");
        JsonNode cluster = named(config.path("clusters"), context.path("cluster").asText());
        ObjectNode answer = ModelView.object();
        answer.put("name", asked).put("current", asked.equals(current));
        answer.put("cluster", context.path("cluster").asText());
        answer.put(
                "server", cluster == null ? "" : cluster.path("cluster").path("server").asText());
        answer.put("user", context.path("user").asText());
        return answer.put("current_namespace", context.path("namespace").asText("default"));
    }

    private static @Nullable JsonNode named(JsonNode list, String name) {
        for (JsonNode entry : list) {
            if (entry.path("name").asText().equals(name)) {
                return entry;
            }
        }
        return null;
    }

    private JsonNode release(ResourceAddress address, CallContext call) {
        List<String> words = new ArrayList<>(List.of("get", "metadata", "--output=json"));
        String namespace = address.namespace();
        if (namespace != null) {
            words.add("--namespace=" + namespace);
        }
        words.add("--");
        words.add(address.name());
        return ModelView.parse(
                reader.read(
                        new ClusterReader.Question(
                                call.kubeconfig(), Tool.HELM, address.context(), words, 0),
                        call.cancellation()));
    }

    /** Argo CD keeps a repository in a Secret; four of its keys are no credentials. */
    private JsonNode repository(ResourceAddress address, CallContext call) {
        List<String> words = new ArrayList<>(List.of("get", "--output=json"));
        words.add("--selector=" + REPOSITORIES);
        if (address.namespace() != null) {
            words.add("--namespace=" + address.namespace());
        }
        words.addAll(List.of("--", "secrets"));
        String url = address.value("url");
        for (JsonNode secret : ModelView.parse(kubectl(address, call, words)).path("items")) {
            JsonNode data = secret.path("data");
            if (text(data, "url").equals(url)) {
                ObjectNode answer = ModelView.object().put("instance", address.value("instance"));
                for (String field : List.of("url", "type", "name", "project")) {
                    if (data.has(field)) {
                        answer.put(field, text(data, field));
                    }
                }
                return answer;
            }
        }
        throw notFound("Argo CD has no such repository");
    }

    private static String text(JsonNode data, String key) {
        try {
            return new String(
                    Base64.getDecoder().decode(data.path(key).asText()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static McpError notFound(String message) {
        return McpError.builder(ErrorCodes.RESOURCE_NOT_FOUND).message(message).build();
    }
}
