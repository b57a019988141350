package dev.mcpk8s.mcp.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One prompt's file: a head of {@code key: value} lines, a line of three dashes, and the text.
 *
 * <p>In the text {@code {{name}}} stands for an argument's value. A line that begins with {@code
 * ?name } is kept only where the argument is not empty, one with {@code !name } only where it is. A
 * head's argument reads {@code name | required | where from | description}, where {@code =value}
 * instead of {@code required} is a default and {@code -} no suggestions.
 */
public record PromptText(
        String name,
        String title,
        String description,
        List<PromptArgument> arguments,
        String body) {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z_]+)}}");
    private static final Pattern CONDITION = Pattern.compile("([?!])([a-z_]+) (.*)");
    private static final Pattern COLUMN = Pattern.compile("\\s*\\|\\s*");
    private static final int COLUMNS = 4;

    public PromptText {
        arguments = List.copyOf(arguments);
    }

    /**
     * @throws IllegalArgumentException when the file is not written as above
     */
    static PromptText parse(String name, String file) {
        int dashes = file.indexOf("\n---\n");
        if (dashes < 0) {
            throw new IllegalArgumentException("prompt " + name + " has no head");
        }
        String title = "";
        String description = "";
        List<PromptArgument> arguments = new ArrayList<>();
        for (String line : file.substring(0, dashes).split("\n", -1)) {
            int colon = line.indexOf(": ");
            String value = line.substring(colon + 2);
            switch (line.substring(0, Math.max(0, colon))) {
                case "title" -> title = value;
                case "description" -> description = value;
                case "argument" -> arguments.add(argument(name, value));
                default -> throw new IllegalArgumentException("prompt " + name + ": " + line);
            }
        }
        return new PromptText(
                name, title, description, arguments, file.substring(dashes + 5).strip());
    }

    private static PromptArgument argument(String prompt, String value) {
        String[] columns = COLUMN.split(value, COLUMNS);
        boolean required = columns.length > 1 && columns[1].equals("required");
        if (columns.length != COLUMNS || !(required || columns[1].startsWith("="))) {
            throw new IllegalArgumentException("prompt " + prompt + ": " + value);
        }
        return new PromptArgument(
                columns[0],
                required ? null : columns[1].substring(1),
                columns[2].equals("-") ? null : columns[2],
                columns[3]);
    }

    /**
     * The text for these values.
     *
     * @param values one for each argument
     */
    String render(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        for (String line : body.split("\n", -1)) {
            Matcher condition = CONDITION.matcher(line);
            if (!condition.matches()) {
                text.append(filled(line, values)).append('\n');
            } else if (value(condition.group(2), values).isEmpty()
                    == condition.group(1).equals("!")) {
                text.append(filled(condition.group(3), values)).append('\n');
            }
        }
        return text.toString();
    }

    private String filled(String line, Map<String, String> values) {
        return PLACE.matcher(line)
                .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), values)));
    }

    private String value(String argument, Map<String, String> values) {
        String value = values.get(argument);
        if (value == null) {
            throw new IllegalArgumentException("prompt " + name + " has no argument " + argument);
        }
        return value;
    }
}
