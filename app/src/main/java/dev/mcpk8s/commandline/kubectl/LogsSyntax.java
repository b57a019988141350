package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.LogWindow;
import dev.mcpk8s.command.LogsCommand;
import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.commandline.flag.GoDurations;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.golang.GoRfc3339;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code kubectl logs} (kubectl: {@code pkg/cmd/logs/logs.go}). Flags that contradict each other
 * are told only once the pod was found, as kubectl does.
 */
final class LogsSyntax implements VerbSyntax<LogsCommand> {

    private static final String EXPECTED =
            "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\n"
                    + "POD or TYPE/NAME is a required argument for the logs command";
    private static final long TAIL_OF_SELECTED = 10;

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public Optional<LogsCommand> bind(ParsedFlags flags, RequestFiles files) {
        List<String> arguments = flags.arguments();
        String selector = flags.text("selector");
        if (arguments.size() > 2 || (arguments.isEmpty() && selector.isEmpty())) {
            throw UsageErrors.usage(name(), EXPECTED);
        }
        if (arguments.size() == 1 && !selector.isEmpty()) {
            throw UsageErrors.usage(name(), "only a selector (-l) or a POD name is allowed");
        }
        GlobalFlags global = GlobalFlagsReader.read(flags);
        Duration patience = GoDurations.parse(flags.text("pod-running-timeout"));
        if (!patience.isPositive()) {
            throw CommandException.usage("--pod-running-timeout must be higher than zero");
        }
        LogWindow window = window(flags, selector);
        boolean second = arguments.size() == 2;
        return Optional.of(
                new LogsCommand(
                        global,
                        arguments,
                        selector,
                        second ? arguments.get(1) : flags.text("container"),
                        second && flags.isGiven("container"),
                        flags.isTrue("all-containers"),
                        flags.isTrue("all-pods"),
                        flags.isTrue("all-pods") || flags.isTrue("prefix"),
                        flags.isTrue("ignore-errors"),
                        patience,
                        flags.number("max-log-requests"),
                        window));
    }

    private static LogWindow window(ParsedFlags flags, String selector) {
        return new LogWindow(
                flags.isTrue("follow"),
                flags.isTrue("previous"),
                flags.isTrue("timestamps"),
                flags.isTrue("insecure-skip-tls-verify-backend"),
                tail(flags, selector),
                sinceSeconds(flags),
                sinceTime(flags.text("since-time")),
                flags.number("limit-bytes"));
    }

    private static @Nullable Long tail(ParsedFlags flags, String selector) {
        long tail = flags.number("tail");
        if (tail != -1) {
            return tail;
        }
        return selector.isEmpty() || flags.isGiven("tail") ? null : TAIL_OF_SELECTED;
    }

    /** Rounded to a whole second, half of one away from zero. */
    private static @Nullable Long sinceSeconds(ParsedFlags flags) {
        Duration since = GoDurations.parse(flags.text("since"));
        if (since.isZero()) {
            return null;
        }
        long seconds = since.abs().plusMillis(500).toSeconds();
        return since.isNegative() ? -seconds : seconds;
    }

    private static @Nullable Instant sinceTime(String text) {
        try {
            return text.isEmpty() ? null : GoRfc3339.parse(text);
        } catch (DateTimeException unreadable) {
            throw CommandException.usage(String.valueOf(unreadable.getMessage()));
        }
    }
}
