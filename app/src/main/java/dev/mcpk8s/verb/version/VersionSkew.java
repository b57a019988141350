package dev.mcpk8s.verb.version;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.ReferenceVersion;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far a server's version may be from kubectl's (kubectl: {@code version/skew_warning.go}). */
final class VersionSkew {

    private static final int SUPPORTED = 1;
    private static final Pattern SEMANTIC =
            Pattern.compile("v?(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})\\.[0-9]+([-+].*)?");

    private VersionSkew() {}

    /**
     * The warning; empty when client and server fit.
     *
     * @throws CommandException when the server's version is not one
     */
    static String warning(String gitVersion) {
        Matcher server = SEMANTIC.matcher(gitVersion);
        Matcher client = SEMANTIC.matcher(ReferenceVersion.GIT_VERSION);
        if (!server.matches() || !client.matches()) {
            throw new CommandException(
                    ErrorCode.COMMAND_FAILED,
                    "server version error: could not parse "
                            + GoQuote.quote(gitVersion)
                            + " as version");
        }
        int minors = Math.abs(number(client, 2) - number(server, 2));
        if (number(client, 1) == number(server, 1) && minors <= SUPPORTED) {
            return "";
        }
        return "version difference between client (%d.%d) and server (%d.%d) exceeds the supported minor version skew of +/-%d"
                .formatted(
                        number(client, 1),
                        number(client, 2),
                        number(server, 1),
                        number(server, 2),
                        SUPPORTED);
    }

    private static int number(Matcher version, int part) {
        return Integer.parseInt(version.group(part));
    }
}
