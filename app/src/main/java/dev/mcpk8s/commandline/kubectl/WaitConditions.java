package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.WaitCondition;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.jsonpath.JsonPathTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code --for} of {@code kubectl wait} (kubectl: {@code pkg/cmd/wait/wait.go}). */
final class WaitConditions {

    private static final String STATUS = "condition=";
    private static final String PATH = "jsonpath=";
    private static final String EXAMPLE = "--for=jsonpath='{.status.readyReplicas}'";

    private WaitConditions() {}

    /**
     * @throws CommandException in kubectl's words, also when there is none
     */
    static List<WaitCondition> read(List<String> texts) {
        if (texts.isEmpty()) {
            throw CommandException.usage("unrecognized condition: []");
        }
        return texts.stream().map(WaitConditions::read).toList();
    }

    private static WaitCondition read(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("delete")) {
            return new WaitCondition.Deleted();
        }
        if (lower.equals("create")) {
            return new WaitCondition.Created();
        }
        if (text.startsWith(STATUS)) {
            String[] parts = text.substring(STATUS.length()).split("=", 2);
            return new WaitCondition.Status(parts[0], parts.length == 2 ? parts[1] : "true");
        }
        if (text.startsWith(PATH)) {
            return path(text.substring(PATH.length()));
        }
        throw CommandException.usage("unrecognized condition: " + GoQuote.quote(text));
    }

    private static WaitCondition path(String input) {
        List<String> parts = split(input);
        if (parts.size() > 2) {
            throw CommandException.usage(
                    "jsonpath wait format must be " + EXAMPLE + "=3 or " + EXAMPLE);
        }
        String expression = JsonPathTemplate.relaxed(parts.getFirst());
        String value = "";
        if (parts.size() == 2) {
            value = unquoted(parts.get(1));
            if (value.isEmpty()) {
                throw CommandException.usage(
                        "jsonpath wait has to have a value after equal sign, like "
                                + EXAMPLE
                                + "=3");
            }
        }
        if (expression.isEmpty()) {
            throw CommandException.usage("jsonpath expression cannot be empty");
        }
        return new WaitCondition.Path(JsonPathTemplate.parse(expression), value);
    }

    /** At each equals sign that does not stand beside another one. */
    private static List<String> split(String input) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < input.length(); i++) {
            char c = input.charAt(i);
            if (c != '=') {
                part.append(c);
            } else if (i + 1 < input.length() && input.charAt(i + 1) == '=') {
                part.append("==");
                i++;
            } else {
                parts.add(part.toString());
                part.setLength(0);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static String unquoted(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && "'\"".indexOf(value.charAt(from)) >= 0) {
            from++;
        }
        while (from < to && "'\"".indexOf(value.charAt(to - 1)) >= 0) {
            to--;
        }
        return value.substring(from, to);
    }
}
