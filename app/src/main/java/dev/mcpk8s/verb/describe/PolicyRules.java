package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.jsonpath.SortedFields;
import dev.mcpk8s.print.describe.Description;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a role allows, one line for each resource: its rules are taken apart and those for the same
 * resource put together (kubectl: {@code util/rbac/rbac.go}).
 */
final class PolicyRules {

    /**
     * What verbs are allowed on.
     *
     * @param path a path of the server, empty for resources
     * @param names the one object's name, or none for all
     */
    private record Target(String group, String resource, List<String> names, String path) {

        String qualifiedResource() {
            int slash = resource.indexOf('/');
            String type = slash < 0 ? resource : resource.substring(0, slash);
            String subresource = slash < 0 ? "" : resource.substring(slash);
            return group.isEmpty() ? resource : type + "." + group + subresource;
        }
    }

    private record Rule(Target target, Set<String> verbs) {

        String verbList() {
            return "[" + String.join(" ", verbs) + "]";
        }

        String nameList() {
            return "[" + String.join(" ", target.names) + "]";
        }

        boolean isForPath() {
            return target.resource.isEmpty() && !target.path.isEmpty();
        }

        /** How Go's generated code writes a rule, by which kubectl sorts them. */
        String sortKey() {
            return isForPath()
                    ? "Verbs:%s,APIGroups:[],Resources:[],ResourceNames:[],NonResourceURLs:[%s],"
                            .formatted(verbList(), target.path)
                    : "Verbs:%s,APIGroups:[%s],Resources:[%s],ResourceNames:%s,NonResourceURLs:[],"
                            .formatted(verbList(), target.group, target.resource, nameList());
        }

        String line() {
            return isForPath()
                    ? "\t[%s]\t[]\t%s\n".formatted(target.path, verbList())
                    : "%s\t[]\t%s\t%s\n"
                            .formatted(target.qualifiedResource(), nameList(), verbList());
        }
    }

    private PolicyRules() {}

    /** Writes a role, of a namespace or of the cluster. */
    static void describe(JsonNode role, Description out) throws IOException {
        Header.writeWithoutNamespace(role, out);
        out.write("PolicyRule:\n");
        out.write(1, "Resources\tNon-Resource URLs\tResource Names\tVerbs\n");
        out.write(1, "---------\t-----------------\t--------------\t-----\n");
        for (Rule rule : rules(role.path("rules"))) {
            out.write(1, rule.line());
        }
    }

    private static List<Rule> rules(JsonNode rules) {
        List<Rule> lines = new ArrayList<>();
        Map<Target, Set<String>> resources = new LinkedHashMap<>();
        for (JsonNode rule : rules) {
            List<String> verbs = FieldText.strings(rule.path("verbs"));
            for (Target target : resources(rule)) {
                // A rule without verbs allows nothing and gets no line.
                if (!verbs.isEmpty()) {
                    resources
                            .computeIfAbsent(target, unseen -> new LinkedHashSet<>())
                            .addAll(verbs);
                }
            }
            for (String path : FieldText.strings(rule.path("nonResourceURLs"))) {
                verbs.forEach(
                        verb ->
                                lines.add(
                                        new Rule(
                                                new Target("", "", List.of(), path),
                                                Set.of(verb))));
            }
        }
        resources.forEach((target, verbs) -> lines.add(new Rule(target, verbs)));
        lines.sort(Comparator.comparing(Rule::sortKey, SortedFields.BY_BYTES));
        return lines;
    }

    private static List<Target> resources(JsonNode rule) {
        List<Target> targets = new ArrayList<>();
        JsonNode names = rule.path("resourceNames");
        for (JsonNode group : rule.path("apiGroups")) {
            for (JsonNode resource : rule.path("resources")) {
                if (names.isEmpty()) {
                    targets.add(new Target(group.asText(), resource.asText(), List.of(), ""));
                }
                for (JsonNode name : names) {
                    targets.add(
                            new Target(
                                    group.asText(), resource.asText(), List.of(name.asText()), ""));
                }
            }
        }
        return targets;
    }
}
