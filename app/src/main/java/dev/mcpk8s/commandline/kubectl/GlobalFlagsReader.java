package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.command.GlobalFlags;
import dev.mcpk8s.command.Impersonation;
import dev.mcpk8s.commandline.flag.FlagException;
import dev.mcpk8s.commandline.flag.GoDurations;
import dev.mcpk8s.commandline.flag.ParsedFlags;
import dev.mcpk8s.error.CommandException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The flags of every command, as far as native verbs act on them. */
final class GlobalFlagsReader {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private GlobalFlagsReader() {}

    /**
     * @throws CommandException for a {@code --request-timeout} that is no duration
     */
    static GlobalFlags read(ParsedFlags flags) {
        return new GlobalFlags(
                given(flags, "namespace"),
                given(flags, "context"),
                given(flags, "cluster"),
                given(flags, "user"),
                impersonation(flags),
                requestTimeout(flags),
                flags.isTrue("warnings-as-errors"),
                flags.isTrue("match-server-version"));
    }

    /**
     * Whether these flags are wrong as such: the time limit is none, or there is more to be told of
     * an identity that is not given. When kubectl tells of it depends on the verb.
     */
    static boolean areWrong(ParsedFlags flags) {
        return hasWrongLimit(flags) || tellsOfNobody(flags);
    }

    /** Whether a wrong time limit is not all that may be wrong: kubectl tells one. */
    static boolean mayBeWrongTwice(ParsedFlags flags) {
        return hasWrongLimit(flags) && (tellsOfNobody(flags) || chooseTarget(flags));
    }

    private static boolean hasWrongLimit(ParsedFlags flags) {
        try {
            @Nullable Duration _ = requestTimeout(flags);
            return false;
        } catch (CommandException wrong) {
            return true;
        }
    }

    private static boolean tellsOfNobody(ParsedFlags flags) {
        return Stream.of("as-uid", "as-group", "as-user-extra").anyMatch(flags::isGiven)
                && flags.text("as").isEmpty();
    }

    /** Whether these flags name parts of the kubeconfig, which may not be there. */
    static boolean chooseTarget(ParsedFlags flags) {
        return flags.isGiven("context") || flags.isGiven("cluster") || flags.isGiven("user");
    }

    /** The same without what only a connection needs: a command that makes none checks none. */
    static GlobalFlags readOffline(ParsedFlags flags) {
        return new GlobalFlags(
                null,
                null,
                null,
                null,
                Impersonation.NONE,
                null,
                flags.isTrue("warnings-as-errors"),
                false);
    }

    private static @Nullable String given(ParsedFlags flags, String name) {
        String value = flags.text(name);
        return value.isEmpty() ? null : value;
    }

    private static Impersonation impersonation(ParsedFlags flags) {
        Map<String, List<String>> extra = new LinkedHashMap<>();
        for (String pair : flags.list("as-user-extra")) {
            int equals = pair.indexOf('=');
            if (equals >= 0) {
                extra.computeIfAbsent(pair.substring(0, equals), _ -> new ArrayList<>())
                        .add(pair.substring(equals + 1));
            }
        }
        extra.replaceAll((_, values) -> List.copyOf(values));
        return new Impersonation(
                given(flags, "as"), given(flags, "as-uid"), flags.list("as-group"), extra);
    }

    /** Whole seconds, or a duration as Go writes it; a negative one is no limit, as in Go. */
    private static @Nullable Duration requestTimeout(ParsedFlags flags) {
        String text = flags.text("request-timeout");
        Duration limit;
        if (text.isEmpty() || text.equals("0")) {
            return null;
        } else if (text.matches("\\+?[0-9]{1,18}")) {
            limit = Duration.ofSeconds(Long.parseLong(text));
        } else {
            limit = goDuration(text);
        }
        if (!limit.isPositive()) {
            return null;
        }
        return limit.compareTo(LONGEST) > 0 ? LONGEST : limit;
    }

    private static Duration goDuration(String text) {
        try {
            return GoDurations.parse(text);
        } catch (FlagException _) {
            throw CommandException.usage(
                    "Invalid timeout value. Timeout must be a single integer in seconds, or an"
                            + " integer followed by a corresponding time unit (e.g. 1s | 2m |"
                            + " 3h)");
        }
    }
}
