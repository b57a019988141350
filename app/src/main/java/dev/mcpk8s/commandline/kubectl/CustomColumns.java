package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.command.OutputFormat.CustomColumns.Column;
import dev.mcpk8s.error.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The columns of {@code -o custom-columns} (kubectl: {@code pkg/cmd/get/customcolumn.go}). */
final class CustomColumns {

    private static final Pattern PATH =
            Pattern.compile("\\{\\.?([^{}]+)\\}|\\.?([^{}]+)", Pattern.DOTALL);

    private CustomColumns() {}

    /** Header and path pairs with commas between them. */
    static OutputFormat.CustomColumns ofSpec(String spec) {
        List<Column> columns = new ArrayList<>();
        for (String part : spec.split(",", -1)) {
            int colon = part.indexOf(':');
            if (colon < 0) {
                throw CommandException.usage(
                        "unexpected custom-columns spec: "
                                + part
                                + ", expected <header>:<json-path-expr>");
            }
            columns.add(new Column(part.substring(0, colon), path(part.substring(colon + 1))));
        }
        return new OutputFormat.CustomColumns(columns);
    }

    /** A line of headers and a line of paths, split at blanks. */
    static OutputFormat.CustomColumns ofFile(String text) {
        List<String> lines = text.lines().toList();
        List<String> headers = words(lines, 0, "header");
        List<String> paths = words(lines, 1, "spec");
        if (headers.size() != paths.size()) {
            throw CommandException.usage(
                    "number of headers ("
                            + headers.size()
                            + ") and field specifications ("
                            + paths.size()
                            + ") don't match");
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            columns.add(new Column(headers.get(i), path(paths.get(i))));
        }
        return new OutputFormat.CustomColumns(columns);
    }

    private static List<String> words(List<String> lines, int index, String what) {
        if (lines.size() <= index) {
            throw CommandException.usage(
                    "invalid template, missing "
                            + what
                            + " line. Expected format is one line of space separated headers, one"
                            + " line of space separated column specs.");
        }
        String line = lines.get(index).strip();
        return line.isEmpty() ? List.of() : List.of(line.split("\\s+"));
    }

    /** {@code a.b}, {@code .a.b}, {@code {a.b}} and {@code {.a.b}} are the same path. */
    private static String path(String expression) {
        if (expression.isEmpty()) {
            return expression;
        }
        Matcher path = PATH.matcher(expression);
        if (!path.matches()) {
            throw CommandException.usage(
                    "unexpected path string, expected a 'name1.name2' or '.name1.name2' or"
                            + " '{name1.name2}' or '{.name1.name2}'");
        }
        return "{." + (path.group(1) == null ? path.group(2) : path.group(1)) + "}";
    }
}
