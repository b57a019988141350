package dev.mcpk8s.mcp.completion;

import dev.mcpk8s.mcp.CallContext;
import dev.mcpk8s.mcp.ServerContent;
import dev.mcpk8s.mcp.prompt.PromptArgument;
import dev.mcpk8s.mcp.prompt.PromptLibrary;
import dev.mcpk8s.mcp.prompt.PromptText;
import dev.mcpk8s.mcp.resource.ResourceKind;
import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Suggestions for the arguments of all prompts and of all resource templates. */
@Singleton
final class Completions implements ServerContent {

    /** The protocol's limit. */
    private static final int MOST = 100;

    private final Suggestions suggestions;
    private final PromptLibrary prompts;

    Completions(Suggestions suggestions, PromptLibrary prompts) {
        this.suggestions = suggestions;
        this.prompts = prompts;
    }

    @Override
    public List<SyncCompletionSpecification> completions() {
        List<SyncCompletionSpecification> all = new ArrayList<>();
        for (PromptText prompt : prompts.texts()) {
            Map<String, String> sources = new HashMap<>();
            Map<String, String> defaults = new HashMap<>();
            for (PromptArgument argument : prompt.arguments()) {
                if (argument.suggests() != null) {
                    sources.put(argument.name(), argument.suggests());
                }
                if (argument.fallback() != null) {
                    defaults.put(argument.name(), argument.fallback());
                }
            }
            all.add(specification(new McpSchema.PromptReference(prompt.name()), sources, defaults));
        }
        for (ResourceKind kind : ResourceKind.values()) {
            all.add(
                    specification(
                            new McpSchema.ResourceReference(kind.template()),
                            sources(kind),
                            Map.of()));
        }
        return all;
    }

    private static Map<String, String> sources(ResourceKind kind) {
        Map<String, String> sources = new HashMap<>();
        for (String variable : kind.variables()) {
            switch (variable) {
                case "context" -> sources.put(variable, "contexts");
                case "namespace", "instance" -> sources.put(variable, "namespaces");
                case "type" -> sources.put(variable, "types");
                case "name" -> sources.put(variable, nameSource(kind));
                default -> {
                    // for a repository's address there is nothing to suggest
                }
            }
        }
        return sources;
    }

    private static String nameSource(ResourceKind kind) {
        String type = kind.type();
        return kind == ResourceKind.RELEASE
                ? "releases"
                : type == null ? "objects" : "objects:" + type;
    }

    private SyncCompletionSpecification specification(
            McpSchema.CompleteReference reference,
            Map<String, String> sources,
            Map<String, String> defaults) {
        return new SyncCompletionSpecification(
                reference,
                (exchange, request) -> {
                    String source = sources.get(request.argument().name());
                    if (source == null) {
                        return answer(List.of());
                    }
                    Map<String, String> chosen = new HashMap<>(defaults);
                    McpSchema.CompleteRequest.@Nullable CompleteContext context = request.context();
                    if (context != null && context.arguments() != null) {
                        chosen.putAll(context.arguments());
                    }
                    CallContext call = CallContext.of(exchange.transportContext());
                    return answer(
                            withPrefix(
                                    suggestions.from(source, chosen, call),
                                    request.argument().value()));
                });
    }

    private static List<String> withPrefix(List<String> names, @Nullable String typed) {
        String prefix = typed == null ? "" : typed.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(prefix))
                .toList();
    }

    private static McpSchema.CompleteResult answer(List<String> names) {
        return new McpSchema.CompleteResult(
                new McpSchema.CompleteResult.CompleteCompletion(
                        names.subList(0, Math.min(MOST, names.size())),
                        names.size(),
                        names.size() > MOST));
    }
}
