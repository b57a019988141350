package dev.mcpk8s.execution;

import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolOptions;
import dev.mcpk8s.commandline.CommandText;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a request, which are the same on every surface, and the only place that
 * decides what is a valid one.
 *
 * <p>Values come as JSON gives them (strings, numbers, lists, maps) or as a form does (strings, and
 * bytes for a file). A field that is null or an empty string counts as not given; a field that
 * nobody knows is ignored, as the older service did.
 */
@Singleton
public final class CommandRequests {

    /** Where HTTP's surfaces take the kubeconfig from, before the field. */
    public static final String KUBECONFIG_HEADER = "X-Kubeconfig";

    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");

    private final ExecutionSettings settings;

    public CommandRequests(ExecutionSettings settings) {
        this.settings = settings;
    }

    /**
     * @param fields by name: {@code command}, {@code kubeconfig}, {@code context}, {@code
     *     namespace}, {@code timeout}, {@code stdin}, {@code files}, {@code pipefail}, {@code
     *     progress}, {@code argocd_token}, {@code diff_files}
     * @param tool the tool that the endpoint names; null when the command must start with it
     * @param headerKubeconfig the header's kubeconfig; wins over the field
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST}, naming the field
     */
    public CommandRequest from(
            Map<String, ?> fields,
            @Nullable Tool tool,
            @Nullable String headerKubeconfig,
            String requestId) {
        String kubeconfig = text(fields, "kubeconfig");
        boolean ofHeader = headerKubeconfig != null && !headerKubeconfig.isBlank();
        if (ofHeader) {
            kubeconfig = headerKubeconfig;
        }
        Object stdin = fields.get("stdin");
        return new CommandRequest(
                requestId,
                tool,
                command(fields.get("command")),
                new ClusterTarget(
                        kubeconfig,
                        text(fields, "context"),
                        text(fields, "namespace"),
                        ofHeader ? ClusterTarget.Reader.OTHER : ClusterTarget.Reader.SENDER),
                stdin == null ? new byte[0] : Content.of("stdin", stdin),
                FilesField.read(fields.get("files")),
                new CommandRequest.Options(
                        timeout(fields.get("timeout")),
                        flag("pipefail", fields.get("pipefail")),
                        false,
                        options(fields)));
    }

    private static CommandText command(@Nullable Object value) {
        return switch (value) {
            case null -> throw missingCommand();
            case String line when line.isBlank() -> throw missingCommand();
            case String line -> new CommandText.Line(line);
            case List<?> words when words.isEmpty() -> throw missingCommand();
            case List<?> words -> new CommandText.Words(words(words));
            default ->
                    throw invalid(
                            "command must be a string, or a list of strings, not "
                                    + typeName(value));
        };
    }

    private static List<String> words(List<?> values) {
        List<String> words = new ArrayList<>(values.size());
        for (Object value : values) {
            if (!(value instanceof String word)) {
                throw invalid(
                        "command is a list, so each word must be a string; word "
                                + (words.size() + 1)
                                + " is "
                                + typeName(value));
            }
            words.add(word);
        }
        return words;
    }

    private Duration timeout(@Nullable Object value) {
        long maximum = settings.maximumTimeout().toSeconds();
        String asked = value instanceof Number number ? wholeNumber(number) : null;
        if (value instanceof String digits) {
            asked = digits.strip();
        }
        if (value == null || "".equals(asked)) {
            return settings.defaultTimeout();
        }
        if (asked == null || !DIGITS.matcher(asked).matches()) {
            throw invalid(
                    "timeout must be a whole number of seconds from 1 to "
                            + maximum
                            + ", not "
                            + typeName(value));
        }
        long seconds = Long.parseLong(asked);
        if (seconds < 1 || seconds > maximum) {
            throw invalid("timeout must be from 1 to " + maximum + " seconds, not " + seconds);
        }
        return Duration.ofSeconds(seconds);
    }

    private static ToolOptions options(Map<String, ?> fields) {
        Object progress = fields.get("progress");
        return new ToolOptions(
                (progress == null || "".equals(progress)) ? null : flag("progress", progress),
                text(fields, "argocd_token"),
                flag("diff_files", fields.get("diff_files")));
    }

    private static boolean flag(String name, @Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            case String text when text.isEmpty() || text.equals("false") -> false;
            case String text when text.equals("true") -> true;
            default -> throw invalid(name + " must be true or false, not " + typeName(value));
        };
    }

    /** Digits; anything else for a fraction, which the caller refuses. */
    private static String wholeNumber(Number number) {
        boolean fraction = number instanceof Double || number instanceof Float;
        return fraction && number.doubleValue() == Math.rint(number.doubleValue())
                ? String.valueOf(number.longValue())
                : number.toString();
    }

    private static @Nullable String text(Map<String, ?> fields, String name) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw invalid(name + " must be a string, not " + typeName(value));
        }
        return text.isBlank() ? null : text;
    }

    private static CommandException missingCommand() {
        return invalid("command is required: a command line, or a list of its words");
    }

    static CommandException invalid(String message) {
        return new CommandException(ErrorCode.INVALID_REQUEST, message);
    }

    /** What a value is in the words of JSON; never the value, which may be a secret. */
    static String typeName(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String _ -> "a string like that";
            case Boolean _ -> "a boolean";
            case Double _ -> "a fraction";
            case Number _ -> "a number";
            case List<?> _ -> "a list";
            case Map<?, ?> _ -> "an object";
            default -> "that";
        };
    }
}
