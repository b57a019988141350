package dev.mcpk8s.mcp;

import dev.mcpk8s.command.Tool;
import dev.mcpk8s.execution.ExecutionSettings;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the four tools introduce themselves to a model. Every word here is paid for in tokens by
 * every conversation, so that a description holds only what changes how a model calls the tool.
 */
final class ToolCatalogue {

    private static final String NO_SHELL =
            " After | may follow grep, head, tail, wc, sort, uniq, cut, tr, sed, awk, jq, all built"
                    + " in. No shell: no redirects, ; && or $().";

    /** What a model reads of one tool. */
    private record Words(String title, String description, String example) {}

    private final McpSettings settings;
    private final ExecutionSettings limits;

    ToolCatalogue(McpSettings settings, ExecutionSettings limits) {
        this.settings = settings;
        this.limits = limits;
    }

    McpSchema.Tool describe(Tool tool) {
        Words words = words(tool);
        return McpSchema.Tool.builder(tool.command(), inputSchema(words.example()))
                .title(words.title())
                .description(words.description())
                .outputSchema(outputSchema())
                .annotations(annotations(words.title()))
                .build();
    }

    private static Words words(Tool tool) {
        return switch (tool) {
            case KUBECTL ->
                    new Words(
                            "Kubernetes (kubectl)",
                            "Run one kubectl command and get its exact output."
                                    + NO_SHELL
                                    + " Ask narrowly: a name, -l, --field-selector, -o name,"
                                    + " -o custom-columns=..., logs --tail=50. Before a change, try"
                                    + " --dry-run=server or diff.",
                            "get pods -n shop -o wide");
            case HELM ->
                    new Words(
                            "Helm releases (helm)",
                            "Run one helm command: list -A, status, get values, history, template,"
                                    + " install, upgrade, rollback."
                                    + NO_SHELL,
                            "list -A");
            case ISTIOCTL ->
                    new Words(
                            "Istio service mesh (istioctl)",
                            "Run one istioctl command: analyze -A, proxy-status, proxy-config,"
                                    + " version."
                                    + NO_SHELL,
                            "analyze -n shop");
            case ARGOCD ->
                    new Words(
                            "Argo CD (argocd)",
                            "Run one argocd command: app list, app get NAME, app diff, app history,"
                                    + " app sync."
                                    + NO_SHELL,
                            "app get web");
        };
    }

    /** Any of the tools may do anything its command says; the policy, not the hint, protects. */
    private static McpSchema.ToolAnnotations annotations(String title) {
        return McpSchema.ToolAnnotations.builder()
                .title(title)
                .readOnlyHint(false)
                .destructiveHint(true)
                .idempotentHint(false)
                .openWorldHint(true)
                .build();
    }

    private Map<String, Object> inputSchema(String example) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(
                "command", text("Command line with POSIX quoting, without a shell: " + example));
        properties.put("context", text("kubeconfig context; default: its current one"));
        properties.put("namespace", text("Namespace, unless the command has -n"));
        properties.put("timeout", timeout());
        properties.put("stdin", text("Standard input, for -f -"));
        properties.put(
                "files",
                ordered(
                        "type", "object",
                        "description", "Files the command names (-f, -k, --values): path to text",
                        "additionalProperties", Map.of("type", "string")));
        properties.put(
                "pipefail",
                ordered(
                        "type", "boolean",
                        "description", "Fail when any part of a pipe fails"));
        putOutputWindow(properties);
        if (settings.kubeconfigArgument()) {
            properties.put("kubeconfig", text("kubeconfig: YAML, or base64 of it"));
        }
        return ordered(
                "type",
                "object",
                "properties",
                properties,
                "required",
                List.of("command"),
                "additionalProperties",
                false);
    }

    private Map<String, Object> timeout() {
        return ordered(
                "type",
                "integer",
                "minimum",
                1,
                "maximum",
                limits.maximumTimeout().toSeconds(),
                "description",
                "Seconds; default " + limits.defaultTimeout().toSeconds());
    }

    /** How much of an answer is wanted, and from where on. */
    private void putOutputWindow(Map<String, Object> properties) {
        properties.put(
                OutputWindow.BUDGET,
                ordered(
                        "type",
                        "integer",
                        "minimum",
                        OutputWindow.SMALLEST,
                        "maximum",
                        OutputWindow.most(settings),
                        "description",
                        "Cut stdout there; default " + settings.maxOutput()));
        properties.put(
                OutputWindow.OFFSET,
                ordered(
                        "type", "integer",
                        "minimum", 0,
                        "description", "Go on with a cut answer: runs the command again"));
    }

    /** The JSON of {@link ModelResult}; of what says enough by its name no more than that. */
    private static Map<String, Object> outputSchema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("success", type("boolean"));
        properties.put("output", text("stdout"));
        properties.put(
                "error", ordered("type", List.of("string", "null"), "description", "stderr"));
        properties.put("exit_code", type("integer"));
        properties.put("execution", type("string"));
        properties.put("duration_ms", type("integer"));
        properties.put(
                "truncated",
                ordered(
                        "type", List.of("object", "null"),
                        "properties",
                                ordered(
                                        "next_offset",
                                        ordered("type", List.of("integer", "null")))));
        properties.put("request_id", type("string"));
        List<String> always = List.of("success", "output", "error", "exit_code");
        properties.put("files", type("object"));
        return ordered("type", "object", "properties", properties, "required", always);
    }

    private static Map<String, Object> type(String name) {
        return Map.of("type", name);
    }

    private static Map<String, Object> text(String description) {
        return ordered("type", "string", "description", description);
    }

    /** A map that keeps the order in which it is written here. */
    static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
