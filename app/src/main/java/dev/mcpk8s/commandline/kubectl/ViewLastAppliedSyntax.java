package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.FileArguments;
import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.ViewLastAppliedCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.golang.GoQuote;
import java.util.List;
import java.util.Optional;

/**
 * {@code kubectl apply view-last-applied} (kubectl: {@code
 * pkg/cmd/apply/apply_view_last_applied.go}).
 */
final class ViewLastAppliedSyntax implements VerbSyntax<ViewLastAppliedCommand> {

    @Override
    public String name() {
        return "apply view-last-applied";
    }

    @Override
    public Optional<ViewLastAppliedCommand> bind(ParsedFlags flags, RequestFiles files) {
        FileArguments named = FileArgumentsReader.read(flags);
        String selector = flags.text("selector").strip();
        if (FileArgumentsReader.needKubectl(flags, files) || isDoubtful(named, flags)) {
            return Optional.empty();
        }
        GlobalFlags global = GlobalFlagsReader.read(flags);
        List<String> arguments = flags.arguments();
        boolean all = flags.isTrue("all");
        // With a namespace given, kubectl takes a type alone for all of its objects.
        boolean typeMeansAll =
                global.namespace() != null
                        && arguments.size() == 1
                        && !arguments.getFirst().contains("/");
        if (all) {
            checkAll(typeMeansAll, flags.text("selector"));
        }
        if (!named.isEmpty()) {
            ResourceArguments.checkBesideFiles(arguments);
        } else if (!arguments.isEmpty()) {
            ResourceArguments.check(arguments, all || !selector.isEmpty(), "");
        } else if (all) {
            throw CommandException.usage(
                    "at least one resource must be specified to use a selector");
        }
        return Optional.of(
                new ViewLastAppliedCommand(
                        global,
                        arguments,
                        named,
                        all || typeMeansAll || !selector.isEmpty(),
                        selector,
                        flags.text("output")));
    }

    /** Nothing is named, and flags may be wrong: kubectl tells one of the two, by its namespace. */
    private static boolean isDoubtful(FileArguments named, ParsedFlags flags) {
        return named.isEmpty()
                && flags.arguments().isEmpty()
                && (GlobalFlagsReader.areWrong(flags) || GlobalFlagsReader.chooseTarget(flags));
    }

    private static void checkAll(boolean typeMeansAll, String selector) {
        if (typeMeansAll) {
            throw CommandException.usage(
                    "setting 'all' parameter but found a non empty selector. ");
        }
        if (!selector.isBlank()) {
            throw CommandException.usage(
                    "found non-empty label selector "
                            + GoQuote.quote(selector)
                            + " with previously set 'all' parameter. ");
        }
    }
}
