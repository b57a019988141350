package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.golang.GoQuote;
import java.util.List;

/** The shapes of kubectl's usage errors ({@code pkg/cmd/util/helpers.go}, {@code UsageErrorf}). */
final class UsageErrors {

    private UsageErrors() {}

    /** A mistake that a verb found itself. */
    static CommandException usage(String verb, String message) {
        return CommandException.usage(message + seeHelp(verb));
    }

    /** The line that ends such an error. */
    static String seeHelp(String verb) {
        return "\nSee 'kubectl " + verb + " -h' for help and examples";
    }

    static CommandException unexpectedArguments(String verb, List<String> arguments) {
        return usage(verb, "unexpected arguments: " + goList(arguments));
    }

    /** As Go's {@code %v} prints a list of strings. */
    static String goList(List<String> words) {
        return "[" + String.join(" ", words) + "]";
    }

    static CommandException noPrinter(String format, List<String> allowed) {
        return CommandException.usage(
                "unable to match a printer suitable for the output format "
                        + GoQuote.quote(format)
                        + ", allowed formats are: "
                        + String.join(",", allowed));
    }
}
