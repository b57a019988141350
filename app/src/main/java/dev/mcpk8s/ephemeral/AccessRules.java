package dev.mcpk8s.ephemeral;

import dev.mcpk8s.ephemeral.ServerSpec.Access;
import dev.mcpk8s.ephemeral.ServerSpec.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a server's service account may do, always within its own namespace. The presets are those of
 * older servers without what has no meaning in a namespace (nodes, storage classes, cluster roles).
 */
final class AccessRules {

    private static final Set<String> FIELDS = Set.of("preset", "rules", "cluster_wide");
    private static final Set<String> RULE_FIELDS =
            Set.of("apiGroups", "api_groups", "resources", "verbs");
    private static final List<String> READ = List.of("get", "list", "watch");
    private static final List<String> ALL =
            List.of("get", "list", "watch", "create", "update", "patch", "delete");

    private AccessRules() {}

    static Access read(RequestFields config) {
        config.allowOnly(FIELDS);
        if (config.flag("cluster_wide", false)) {
            throw config.invalid(
                    "cluster_wide",
                    "must be false: a server gets rights in its own namespace only");
        }
        List<RequestFields> rules = config.objects("rules");
        if (rules != null) {
            if (config.has("preset")) {
                throw config.invalid("preset", "and rules exclude each other");
            }
            return new Access("custom", rules.stream().map(AccessRules::rule).toList());
        }
        String preset = config.text("preset");
        return switch (preset == null ? "minimal" : preset) {
            case "minimal" -> new Access("minimal", minimal());
            case "extensive" -> new Access("extensive", extensive());
            default -> throw config.invalid("preset", "must be minimal or extensive");
        };
    }

    private static Rule rule(RequestFields rule) {
        rule.allowOnly(RULE_FIELDS);
        List<String> groups = rule.texts(rule.has("apiGroups") ? "apiGroups" : "api_groups");
        return new Rule(
                groups == null ? List.of("") : groups,
                some(rule, "resources"),
                some(rule, "verbs"));
    }

    private static List<String> some(RequestFields rule, String name) {
        List<String> given = rule.texts(name);
        if (given == null || given.isEmpty()) {
            throw rule.invalid(name, "must be a list of strings that is not empty");
        }
        return given;
    }

    private static List<Rule> minimal() {
        return List.of(rule("", List.of("pods", "services", "configmaps", "secrets"), READ));
    }

    private static List<Rule> extensive() {
        List<Rule> rules = new ArrayList<>();
        rules.add(
                rule(
                        "",
                        List.of(
                                "pods",
                                "services",
                                "configmaps",
                                "secrets",
                                "persistentvolumeclaims",
                                "serviceaccounts"),
                        ALL));
        rules.add(
                rule(
                        "",
                        List.of("pods/exec", "pods/log", "pods/status"),
                        List.of("get", "list", "create")));
        rules.add(rule("", List.of("events"), List.of("get", "list", "watch", "create")));
        rules.add(
                rule(
                        "apps",
                        List.of("deployments", "statefulsets", "daemonsets", "replicasets"),
                        ALL));
        rules.add(rule("batch", List.of("jobs", "cronjobs"), ALL));
        rules.add(rule("networking.k8s.io", List.of("ingresses", "networkpolicies"), ALL));
        rules.add(rule("rbac.authorization.k8s.io", List.of("roles", "rolebindings"), ALL));
        rules.add(rule("policy", List.of("poddisruptionbudgets"), ALL));
        rules.add(rule("autoscaling", List.of("horizontalpodautoscalers"), ALL));
        return rules;
    }

    private static Rule rule(String group, List<String> resources, List<String> verbs) {
        return new Rule(List.of(group), resources, verbs);
    }
}
