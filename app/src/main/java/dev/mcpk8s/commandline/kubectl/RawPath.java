package dev.mcpk8s.commandline.kubectl;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.golang.GoQuote;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code --raw} as Go's {@code url.ParseRequestURI} takes it. */
final class RawPath {

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?]*(.*)");
    private static final Pattern HOST_ONLY = Pattern.compile("//(?!/)[^/?]*(.*)");
    private static final Pattern BAD_ESCAPE =
            Pattern.compile("%(?:$|[^0-9A-Fa-f].{0,2}|[0-9A-Fa-f](?:$|[^0-9A-Fa-f]).?)");

    private RawPath() {}

    /**
     * The path and query; of a whole address the host is left out, as kubectl does: the request
     * always goes to the cluster.
     *
     * @throws CommandException in kubectl's words
     */
    static String parse(String raw) {
        if (raw.chars().anyMatch(c -> c < ' ' || c == 127)) {
            throw invalid(raw, "net/url: invalid control character in URL");
        }
        Matcher address = ADDRESS.matcher(raw);
        if (!raw.startsWith("/") && !address.matches()) {
            throw invalid(raw, "invalid URI for request");
        }
        Matcher host = HOST_ONLY.matcher(raw);
        String path = raw;
        if (host.matches()) {
            path = host.group(1);
        } else if (!raw.startsWith("/")) {
            path = address.group(1);
        }
        int query = path.indexOf('?');
        Matcher bad = BAD_ESCAPE.matcher(query < 0 ? path : path.substring(0, query));
        if (bad.find()) {
            String escape = bad.group();
            throw invalid(
                    raw,
                    "invalid URL escape "
                            + GoQuote.quote(escape.substring(0, Math.min(3, escape.length()))));
        }
        return path.startsWith("/") ? path : "/" + path;
    }

    private static CommandException invalid(String raw, String why) {
        return CommandException.usage(
                "--raw must be a valid URL path: parse " + GoQuote.quote(raw) + ": " + why);
    }
}
