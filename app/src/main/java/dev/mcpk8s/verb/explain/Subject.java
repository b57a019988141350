package dev.mcpk8s.verb.explain;

import dev.mcpk8s.command.ExplainCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.jsonpath.JsonPathTemplate;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ResourceMapping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be explained.
 *
 * @param path the names of the fields below the type; empty for the type itself
 */
record Subject(ResourceMapping type, List<String> path) {

    Subject {
        path = List.copyOf(path);
    }

    /**
     * Tells type and fields apart: {@code deployments.apps.spec} is a field of a type with its
     * group, {@code deploy.spec} of one without (kubectl: {@code pkg/explain/explain.go}).
     *
     * @throws CommandException when the text is no path or the server has no such type
     */
    static Subject of(ExplainCommand command, ClusterSession session) throws IOException {
        String text = withoutLastDot(command.path());
        List<Optional<String>> steps = JsonPathTemplate.steps(text);
        Optional<String> name = steps.isEmpty() ? Optional.empty() : steps.getFirst();
        if (name.isEmpty()) {
            throw CommandException.usage("invalid jsonpath syntax, first node must be field node");
        }
        if (name.get().isEmpty()) {
            throw CommandException.usage("a resource must be present, got: /, Resource=");
        }
        List<ResourceMapping> types = session.mappings(name.get());
        if (!command.apiVersion().isEmpty()) {
            return new Subject(types.getFirst(), fields(steps, "all nodes must be field nodes"));
        }
        String problem = "first node must be field node";
        for (ResourceMapping type : types) {
            String qualified = type.qualifiedResource();
            if (command.path().startsWith(qualified)) {
                String rest = withoutLastDot(command.path().substring(qualified.length()));
                return new Subject(
                        type,
                        rest.isEmpty() ? List.of() : fields(JsonPathTemplate.steps(rest), problem));
            }
        }
        return new Subject(types.getFirst(), fields(steps, problem));
    }

    private static String withoutLastDot(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    /** All steps but the first. */
    private static List<String> fields(List<Optional<String>> steps, String problem) {
        List<String> fields = new ArrayList<>();
        for (Optional<String> step : steps.subList(1, steps.size())) {
            fields.add(
                    step.orElseThrow(
                            () -> CommandException.usage("invalid jsonpath syntax, " + problem)));
        }
        return fields;
    }
}
