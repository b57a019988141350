package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.OutputFormat;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.error.CommandException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code -o} and {@code --template} of {@code get} (kubectl: {@code pkg/cmd/get/get_flags.go}). A
 * format may carry its template behind {@code =}, unless {@code --template} gives one.
 */
final class GetOutput {

    private static final Set<String> JSONPATH =
            Set.of("jsonpath", "jsonpath-as-json", "jsonpath-file");
    private static final Set<String> GO_TEMPLATE =
            Set.of("go-template", "go-template-file", "template", "templatefile");
    private static final Set<String> COLUMNS = Set.of("custom-columns", "custom-columns-file");

    private static final List<String> ALLOWED =
            List.of(
                    "custom-columns",
                    "custom-columns-file",
                    "go-template",
                    "go-template-file",
                    "json",
                    "jsonpath",
                    "jsonpath-as-json",
                    "jsonpath-file",
                    "kyaml",
                    "name",
                    "template",
                    "templatefile",
                    "wide",
                    "yaml");

    private final String output;
    private final String template;
    private final RequestFiles files;

    GetOutput(String output, String template, RequestFiles files) {
        this.output = output;
        this.template = template;
        this.files = files;
    }

    /**
     * Empty for go-templates, which the real kubectl prints. A format that kubectl would refuse is
     * one too: kubectl refuses it later than everything else.
     */
    Optional<OutputFormat> format() {
        try {
            return valid();
        } catch (CommandException refused) {
            return Optional.of(new OutputFormat.Invalid(refused.text()));
        }
    }

    private Optional<OutputFormat> valid() {
        if (output.isEmpty()) {
            return template.isEmpty()
                    ? Optional.of(new OutputFormat.Table(false))
                    : Optional.empty();
        }
        String named = template.isEmpty() ? output.split("=", 2)[0] : output;
        String value = template;
        if (template.isEmpty() && named.length() < output.length()) {
            value = output.substring(named.length() + 1);
        }
        if (GO_TEMPLATE.contains(named)) {
            return Optional.empty();
        }
        if (JSONPATH.contains(named)) {
            return Optional.of(jsonPath(named, value));
        }
        if (COLUMNS.contains(named)) {
            return Optional.of(columns(named, value));
        }
        return Optional.of(plain());
    }

    private OutputFormat plain() {
        if (output.equals("wide")) {
            return new OutputFormat.Table(true);
        }
        return switch (output.toLowerCase(Locale.ROOT)) {
            case "json" -> new OutputFormat.Json();
            case "yaml" -> new OutputFormat.Yaml();
            case "kyaml" -> new OutputFormat.Kyaml();
            case "name" -> new OutputFormat.Name();
            default -> throw UsageErrors.noPrinter(output, ALLOWED);
        };
    }

    private OutputFormat jsonPath(String format, String value) {
        if (value.isEmpty()) {
            throw CommandException.usage("template format specified but no template given");
        }
        return new OutputFormat.JsonPath(
                format.equals("jsonpath-file") ? file("error reading --template ", value) : value,
                format.equals("jsonpath-as-json"));
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
}
