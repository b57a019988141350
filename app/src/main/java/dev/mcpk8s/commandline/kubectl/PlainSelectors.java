package dev.mcpk8s.commandline.kubectl;

import java.util.regex.Pattern;

/**
 * Selectors that are right beyond doubt, in verbs where kubectl itself reads them before it sends
 * them (apimachinery: {@code pkg/labels/selector.go}, {@code pkg/fields/selector.go}).
 */
final class PlainSelectors {

    private static final String NAME = "[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?";
    private static final String KEY = "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?/)?" + NAME;
    private static final String DOTTED_KEY = "([a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?\\.){0,4}" + KEY;
    private static final String VALUE = "(" + NAME + ")?";
    private static final String SET = " +(not)?in +\\(" + VALUE + "(, ?" + VALUE + ")*\\)";
    private static final String LABEL =
            "(!?"
                    + DOTTED_KEY
                    + "|"
                    + DOTTED_KEY
                    + "(==?|!=)"
                    + VALUE
                    + "|"
                    + DOTTED_KEY
                    + SET
                    + ")";
    private static final String FIELD = "[A-Za-z.]+(==?|!=)[A-Za-z0-9._-]*";
    private static final Pattern LABELS = Pattern.compile("(" + LABEL + "(," + LABEL + ")*)?");
    private static final Pattern FIELDS = Pattern.compile("(" + FIELD + "(," + FIELD + ")*)?");

    private PlainSelectors() {}

    static boolean isLabels(String selector) {
        return LABELS.matcher(selector).matches();
    }

    static boolean isFields(String selector) {
        return FIELDS.matcher(selector).matches();
    }
}
