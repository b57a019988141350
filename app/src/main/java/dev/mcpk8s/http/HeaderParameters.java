package dev.mcpk8s.http;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The parameters behind a header's value, as in {@code form-data; name="a b"; filename=c}: names in
 * lower case, quoted values without their quotes, and RFC 5987's extended values ({@code
 * filename*=UTF-8''…}) under the plain name, where they win.
 */
final class HeaderParameters {

    private static final String EXTENDED = "utf-8''";

    private final String header;
    private final Map<String, String> plain = new HashMap<>();
    private final Map<String, String> extended = new HashMap<>();
    private int at;

    private HeaderParameters(String header) {
        this.header = header;
        this.at = header.indexOf(';') < 0 ? header.length() : header.indexOf(';');
    }

    /**
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST} for a parameter given twice, and a
     *     quote that is never closed
     */
    static Map<String, String> of(String header) {
        HeaderParameters parameters = new HeaderParameters(header);
        while (parameters.at < header.length()) {
            parameters.next();
        }
        parameters.plain.putAll(parameters.extended);
        return parameters.plain;
    }

    /** Stands at a semicolon, and in the end at the next one or behind the header. */
    private void next() {
        at++;
        int end = at;
        while (end < header.length() && "=;".indexOf(header.charAt(end)) < 0) {
            end++;
        }
        String name = header.substring(at, end).strip().toLowerCase(Locale.ROOT);
        at = end;
        if (end == header.length() || header.charAt(end) == ';') {
            return;
        }
        at++;
        String value = value();
        boolean taken =
                name.endsWith("*")
                        ? putExtended(name.substring(0, name.length() - 1), value)
                        : plain.put(name, value) != null;
        if (taken) {
            throw malformed();
        }
    }

    private String value() {
        while (at < header.length() && header.charAt(at) == ' ') {
            at++;
        }
        StringBuilder value = new StringBuilder();
        if (at < header.length() && header.charAt(at) == '"') {
            quoted(value);
        }
        int end = header.indexOf(';', at) < 0 ? header.length() : header.indexOf(';', at);
        value.append(header.substring(at, end).strip());
        at = end;
        return value.toString();
    }

    /**
     * A backslash quotes a quote and itself; before anything else it is a part of the name, as
     * browsers send it.
     */
    private void quoted(StringBuilder value) {
        for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
            boolean quotes = header.startsWith("\\\"", at) || header.startsWith("\\\\", at);
            at += quotes ? 1 : 0;
            value.append(header.charAt(at));
        }
        if (at == header.length()) {
            throw malformed();
        }
        at++;
    }

    /** In another character set than UTF-8 it counts as not given: the plain one stands beside. */
    private boolean putExtended(String name, String value) {
        if (!value.toLowerCase(Locale.ROOT).startsWith(EXTENDED)) {
            return false;
        }
        String encoded = value.substring(EXTENDED.length()).replace("+", "%2B");
        try {
            return extended.put(name, URLDecoder.decode(encoded, StandardCharsets.UTF_8)) != null;
        } catch (IllegalArgumentException broken) {
            throw malformed();
        }
    }

    private static CommandException malformed() {
        return new CommandException(
                ErrorCode.INVALID_REQUEST,
                "the form has a Content-Type or Content-Disposition that is not well formed");
    }
}
