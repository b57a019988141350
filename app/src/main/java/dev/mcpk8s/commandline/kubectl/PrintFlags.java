package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code -o} and {@code --template} of every verb that prints objects (cli-runtime: {@code
 * genericclioptions/print_flags.go}; kubectl: {@code get/get_flags.go}). A format may carry its
 * template behind {@code =}, unless {@code --template} gives one.
 *
 * <p>{@code --show-managed-fields} and {@code --allow-missing-template-keys} are plain booleans of
 * the {@link ParsedFlags}.
 */
final class PrintFlags {

    private static final Set<String> JSONPATH =
            Set.of("jsonpath", "jsonpath-as-json", "jsonpath-file");
    private static final Set<String> GO_TEMPLATE =
            Set.of("go-template", "go-template-file", "template", "templatefile");
    private static final Set<String> COLUMNS = Set.of("custom-columns", "custom-columns-file");
    private static final Set<String> DOCUMENTS = Set.of("json", "kyaml", "name", "yaml");
    private static final String WIDE = "wide";

    private static final List<String> OF_OBJECTS = sorted(JSONPATH, GO_TEMPLATE, DOCUMENTS);
    private static final List<String> OF_GET =
            sorted(JSONPATH, GO_TEMPLATE, DOCUMENTS, COLUMNS, Set.of(WIDE));

    private final String output;
    private final String template;
    private final List<String> allowed;
    private final RequestFiles files;

    private PrintFlags(String output, String template, List<String> allowed, RequestFiles files) {
        this.output = output;
        this.template = template;
        this.allowed = allowed;
        this.files = files;
    }

    /** Those of {@code get}: tables and columns too; a template alone is a go-template. */
    static PrintFlags ofGet(ParsedFlags flags, RequestFiles files) {
        String template = flags.text("template");
        return new PrintFlags(
                orGoTemplate(flags.text("output"), !template.isEmpty()), template, OF_GET, files);
    }

    /**
     * Those of all other verbs. No format at all is {@link OutputFormat.Message}: what the verb
     * says in its own words. A template alone is a go-template only where {@code -o} was not given,
     * not even empty.
     */
    static PrintFlags of(ParsedFlags flags, RequestFiles files) {
        String template = flags.text("template");
        boolean decides = !template.isEmpty() && !flags.isGiven("output");
        String output = decides ? "go-template" : flags.text("output");
        return new PrintFlags(output, template, OF_OBJECTS, files);
    }

    private static String orGoTemplate(String output, boolean withTemplate) {
        return withTemplate && output.isEmpty() ? "go-template" : output;
    }

    /**
     * The format, or {@link OutputFormat.Invalid} where there is none such: for verbs that find
     * this out later than everything else.
     */
    OutputFormat format() {
        try {
            return checked();
        } catch (CommandException refused) {
            return new OutputFormat.Invalid(refused.text());
        }
    }

    /**
     * The format, as {@link #format} gives it; for verbs that look at it first.
     *
     * @throws CommandException in kubectl's words when there is no such format
     */
    OutputFormat checked() {
        String named = template.isEmpty() ? output.split("=", 2)[0] : output;
        String value =
                template.isEmpty() && named.length() < output.length()
                        ? output.substring(named.length() + 1)
                        : template;
        if (GO_TEMPLATE.contains(named)) {
            return new OutputFormat.GoTemplate(template(named, value));
        }
        if (JSONPATH.contains(named)) {
            return jsonPath(named, value);
        }
        if (COLUMNS.contains(named) && allowed.contains(named)) {
            return columns(named, value);
        }
        return plain();
    }

    private OutputFormat plain() {
        if (output.isEmpty()) {
            return allowed.contains(WIDE)
                    ? new OutputFormat.Table(false)
                    : new OutputFormat.Message();
        }
        if (output.equals(WIDE) && allowed.contains(WIDE)) {
            return new OutputFormat.Table(true);
        }
        return switch (output.toLowerCase(Locale.ROOT)) {
            case "json" -> new OutputFormat.Json();
            case "yaml" -> new OutputFormat.Yaml();
            case "kyaml" -> new OutputFormat.Kyaml();
            case "name" -> new OutputFormat.Name();
            default -> throw UsageErrors.noPrinter(output, allowed);
        };
    }

    private OutputFormat jsonPath(String format, String value) {
        return new OutputFormat.JsonPath(
                template(format, value), format.equals("jsonpath-as-json"));
    }

    private String template(String format, String value) {
        if (value.isEmpty()) {
            throw CommandException.usage("template format specified but no template given");
        }
        return format.endsWith("file") ? file("error reading --template ", value) : value;
    }

    private OutputFormat columns(String format, String value) {
        if (value.isEmpty()) {
            throw CommandException.usage(
                    "custom-columns format specified but no custom columns given");
        }
        return format.equals("custom-columns-file")
                ? CustomColumns.ofFile(file("error reading template ", value))
                : CustomColumns.ofSpec(value);
    }

    private String file(String failure, String path) {
        return files.text(path)
                .orElseThrow(
                        () ->
                                CommandException.usage(
                                        failure
                                                + path
                                                + ", open "
                                                + path
                                                + ": no such file or directory"));
    }

    @SafeVarargs
    private static List<String> sorted(Set<String>... formats) {
        Set<String> all = new TreeSet<>();
        for (Set<String> some : formats) {
            all.addAll(some);
        }
        return List.copyOf(all);
    }
}
