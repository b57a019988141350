package dev.mcpk8s.cluster;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A URL of a kubeconfig, spelt so plainly that no two programs can read it differently: what is
 * checked here is what an external program connects to.
 *
 * @param scheme in lower case
 * @param userInfo as in the URL, still escaped; empty for none
 * @param host without brackets
 * @param port -1 for none
 * @param path with its leading slash, without final ones; empty for none
 */
record ServerAddress(String scheme, String userInfo, String host, int port, String path) {

    private static final Pattern URL =
            Pattern.compile(
                    "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://"
                            + "((?<user>[A-Za-z0-9._~!$&'()*+,;=:%-]*)@)?"
                            + "(\\[(?<six>[0-9A-Fa-f:.]+)]|(?<host>[A-Za-z0-9._-]+))"
                            + "(:(?<port>[0-9]{1,5}))?"
                            + "(?<path>/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?");
    private static final int HIGHEST_PORT = 65_535;

    /** A cluster's {@code server}, without its final slashes; empty when the field is missing. */
    static String server(Fields cluster, String field) {
        String text = cluster.text(field);
        if (text.isEmpty()) {
            return "";
        }
        ServerAddress address = read(cluster, field, text);
        if (!address.scheme.equals("https") && !address.scheme.equals("http")) {
            throw cluster.invalid(field, "must be a URL that starts with https:// or http://");
        }
        if (!address.userInfo.isEmpty()) {
            throw cluster.invalid(field, "must not hold a user or a password");
        }
        return address.toUrl();
    }

    /** A URL with a scheme and a host; anything else is refused without repeating it. */
    static ServerAddress read(Fields cluster, String field, String text) {
        ServerAddress address = parse(text);
        if (address == null || !address.hasPossibleHost()) {
            throw cluster.invalid(
                    field,
                    "must be a URL with a scheme and a host, such as https://host:6443, without"
                            + " query and fragment");
        }
        return address;
    }

    /** Null when it is no plain URL. */
    static @Nullable ServerAddress parse(String text) {
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            return null;
        }
        String port = url.group("port");
        int number = port == null ? -1 : Integer.parseInt(port);
        if (number == 0 || number > HIGHEST_PORT) {
            return null;
        }
        String six = url.group("six");
        return new ServerAddress(
                url.group("scheme").toLowerCase(Locale.ROOT),
                orEmpty(url.group("user")),
                six == null ? orEmpty(url.group("host")) : six,
                number,
                orEmpty(url.group("path")).replaceAll("/+$", ""));
    }

    /** Whether the HTTP client can ask for it: {@code a..b} and {@code xn--} are no hosts. */
    private boolean hasPossibleHost() {
        return HttpUrl.parse("http://" + authority()) != null;
    }

    /** The same place under another host; an IPv6 address without brackets. */
    ServerAddress withHost(String other) {
        return new ServerAddress(scheme, userInfo, other, port, path);
    }

    /** Host and port as they stand in the URL. */
    String authority() {
        String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port < 0 ? bracketed : bracketed + ":" + port;
    }

    String toUrl() {
        String user = userInfo.isEmpty() ? "" : userInfo + "@";
        return scheme + "://" + user + authority() + path;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Never shows the user part. */
    @Override
    public String toString() {
        return authority();
    }
}
