package dev.mcpk8s.verb.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.TabWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a caller may do, one line for each resource and name: the server's rules taken apart, put
 * together again by what they are about, and sorted (kubectl: {@code pkg/util/rbac/rbac.go}, {@code
 * pkg/cmd/auth/cani.go}).
 */
final class AccessRules {

    private final List<Line> lines;

    private AccessRules(List<Line> lines) {
        this.lines = lines;
    }

    /** What some verbs are allowed on; a list is empty where a rule is not about such a thing. */
    private record Subject(
            List<String> groups, List<String> resources, List<String> names, List<String> paths) {}

    private record Line(Subject subject, List<String> verbs) {

        /** kubectl sorts by the whole rule as Go prints it. */
        String sortKey() {
            return "Verbs:"
                    + list(verbs)
                    + ",APIGroups:"
                    + list(subject.groups())
                    + ",Resources:"
                    + list(subject.resources())
                    + ",ResourceNames:"
                    + list(subject.names())
                    + ",NonResourceURLs:"
                    + list(subject.paths())
                    + ",}";
        }
    }

    /**
     * @param status of a SelfSubjectRulesReview
     */
    static AccessRules of(JsonNode status) {
        Map<Subject, Set<String>> byResource = new LinkedHashMap<>();
        List<Line> lines = new ArrayList<>();
        for (JsonNode rule : status.path("resourceRules")) {
            for (Subject subject : resources(rule)) {
                for (String verb : texts(rule, "verbs")) {
                    byResource.computeIfAbsent(subject, _ -> new LinkedHashSet<>()).add(verb);
                }
            }
        }
        for (JsonNode rule : status.path("nonResourceRules")) {
            for (String path : texts(rule, "nonResourceURLs")) {
                Subject subject = new Subject(List.of(), List.of(), List.of(), List.of(path));
                for (String verb : texts(rule, "verbs")) {
                    lines.add(new Line(subject, List.of(verb)));
                }
            }
        }
        byResource.forEach((subject, verbs) -> lines.add(new Line(subject, List.copyOf(verbs))));
        lines.sort(Comparator.comparing(Line::sortKey));
        return new AccessRules(lines);
    }

    private static List<Subject> resources(JsonNode rule) {
        List<String> names = texts(rule, "resourceNames");
        List<Subject> subjects = new ArrayList<>();
        for (String group : texts(rule, "apiGroups")) {
            for (String resource : texts(rule, "resources")) {
                List<String> one = List.of(resource);
                if (names.isEmpty()) {
                    subjects.add(new Subject(List.of(group), one, List.of(), List.of()));
                }
                for (String name : names) {
                    subjects.add(new Subject(List.of(group), one, List.of(name), List.of()));
                }
            }
        }
        return subjects;
    }

    void print(boolean headers, Writer out) throws IOException {
        TabWriter table = TabWriter.forTables(out);
        if (headers) {
            table.write("Resources\tNon-Resource URLs\tResource Names\tVerbs\n");
        }
        for (Line line : lines) {
            Subject subject = line.subject();
            table.write(resource(subject) + "\t" + list(subject.paths()) + "\t");
            table.write(list(subject.names()) + "\t" + list(line.verbs()) + "\n");
        }
        table.flush();
    }

    /** {@code deployments.apps/scale}. */
    private static String resource(Subject subject) {
        if (subject.resources().isEmpty()) {
            return "";
        }
        String[] parts = subject.resources().getFirst().split("/", 2);
        String group = subject.groups().getFirst();
        return parts[0]
                + (group.isEmpty() ? "" : "." + group)
                + (parts.length > 1 ? "/" + parts[1] : "");
    }

    private static List<String> texts(JsonNode rule, String field) {
        List<String> texts = new ArrayList<>();
        rule.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** As Go prints a list of strings. */
    private static String list(List<String> words) {
        return "[" + String.join(" ", words) + "]";
    }
}
