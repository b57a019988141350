package dev.mcpk8s.execution;

import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.StatusException;
import dev.mcpk8s.error.StatusOverride;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A failed command's text on standard error, in kubectl's words (kubectl: {@code
 * pkg/cmd/util/helpers.go}, {@code checkErr} and {@code StandardErrorMessage}).
 */
final class ErrorRenderer {

    private static final String PREFIX = "error: ";

    private ErrorRenderer() {}

    /** The text, with its final newline. */
    static String render(CommandException failure) {
        return switch (failure) {
            case StatusOverride raised -> render(raised.failure());
            case AggregateException several -> endLine(renderAll(several.failures()));
            default -> endLine(renderOne(failure));
        };
    }

    private static String renderAll(List<CommandException> failures) {
        if (failures.size() == 1) {
            CommandException only = failures.getFirst();
            return only instanceof AggregateException nested
                    ? renderLines(nested.failures())
                    : renderOne(only);
        }
        return renderLines(failures);
    }

    /** Members of an aggregate lose the prefix; errors of the API server keep their own. */
    private static String renderLines(List<CommandException> failures) {
        StringBuilder text = new StringBuilder();
        for (CommandException failure : failures) {
            text.append(renderMember(failure)).append('\n');
        }
        return text.toString();
    }

    private static String renderMember(CommandException failure) {
        return switch (failure) {
            case StatusException status -> renderPlain(status);
            case AggregateException nested -> inOneLine(nested);
            default -> failure.text();
        };
    }

    /** As an aggregate words itself: what it holds, each text once. */
    private static String inOneLine(AggregateException several) {
        Set<String> texts = new LinkedHashSet<>();
        for (CommandException failure : several.failures()) {
            texts.add(
                    failure instanceof AggregateException nested
                            ? inOneLine(nested)
                            : failure.text());
        }
        return texts.size() == 1 ? texts.iterator().next() : "[" + String.join(", ", texts) + "]";
    }

    private static String renderOne(CommandException failure) {
        if (failure instanceof StatusException status) {
            return renderStatus(status);
        }
        String text = failure.text();
        return failure.isVerbatim() || text.startsWith(PREFIX) ? text : PREFIX + text;
    }

    private static String renderStatus(StatusException status) {
        return status.reason().equals("Invalid") ? renderInvalid(status) : renderPlain(status);
    }

    /** One of several failures: of what is invalid only the server's own words are told. */
    private static String renderPlain(StatusException status) {
        return switch (status.reason()) {
            case "Unauthorized" ->
                    "error: You must be logged in to the server (" + status.text() + ")";
            case "" -> "Error from server: " + status.text();
            default -> "Error from server (" + status.reason() + "): " + status.text();
        };
    }

    private static String renderInvalid(StatusException status) {
        String kind = orEmpty(status.kind());
        String name = orEmpty(status.name());
        boolean unnamed = kind.isEmpty() && name.isEmpty();
        if (unnamed && status.causes().isEmpty() && !status.text().isEmpty()) {
            return "The request is invalid: " + status.text();
        }
        String subject =
                unnamed ? "The request is invalid" : "The " + kind + " \"" + name + "\" is invalid";
        Set<String> causes = new LinkedHashSet<>();
        for (StatusException.Cause cause : status.causes()) {
            causes.add(cause.field() + ": " + cause.message());
        }
        return switch (causes.size()) {
            case 0 -> subject;
            case 1 -> subject + ": " + causes.iterator().next();
            default -> subject + ": \n* " + String.join("\n* ", causes);
        };
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    private static String endLine(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }
}
