package dev.mcpk8s.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A label selector that is applied here, to objects out of files, and not by the server
 * (apimachinery: {@code pkg/labels/selector.go}).
 */
public final class LabelSelector {

    private static final String WORD = "[^\\s=!,()<>]+";

    private static final Pattern REQUIREMENT =
            Pattern.compile(
                    ("\\G\\s*(?<not>!?)\\s*(?<key>%1$s)"
                                    + "(?:\\s*(?<operator>==?|!=)\\s*(?<value>(?:%1$s)?)"
                                    + "|\\s+(?<set>in|notin)\\s*\\((?<values>[^()]*)\\))?"
                                    + "\\s*(?:,|$)")
                            .formatted(WORD));

    /**
     * What is asked of one label.
     *
     * @param values one of which it must have; null when any will do
     * @param wanted false to turn it round: not these, or none at all
     */
    private record Requirement(String key, @Nullable Set<String> values, boolean wanted) {

        boolean isMet(JsonNode labels) {
            JsonNode label = labels.path(key);
            boolean there = !label.isMissingNode();
            return wanted == (there && (values == null || values.contains(label.asText())));
        }
    }

    private final List<Requirement> requirements;

    private LabelSelector(List<Requirement> requirements) {
        this.requirements = requirements;
    }

    /**
     * @param text that the command line's reader has found right; empty for all
     */
    public static LabelSelector of(String text) {
        List<Requirement> requirements = new ArrayList<>();
        Matcher matcher = REQUIREMENT.matcher(text);
        while (matcher.find()) {
            requirements.add(requirement(matcher));
        }
        return new LabelSelector(requirements);
    }

    private static Requirement requirement(Matcher found) {
        String key = Objects.requireNonNull(found.group("key"));
        String operator = found.group("operator");
        if (operator != null) {
            Set<String> value = Set.of(Objects.requireNonNull(found.group("value")));
            return new Requirement(key, value, !operator.equals("!="));
        }
        String set = found.group("set");
        if (set != null) {
            Set<String> values =
                    Stream.of(Objects.requireNonNull(found.group("values")).split(",", -1))
                            .map(String::strip)
                            .collect(Collectors.toSet());
            return new Requirement(key, values, set.equals("in"));
        }
        return new Requirement(key, null, Objects.requireNonNull(found.group("not")).isEmpty());
    }

    /** Whether there is nothing to select by. */
    public boolean isEmpty() {
        return requirements.isEmpty();
    }

    /** Whether an object has the labels that are asked for. */
    public boolean matches(JsonNode object) {
        JsonNode labels = object.path("metadata").path("labels");
        return requirements.stream().allMatch(one -> one.isMet(labels));
    }
}
