package dev.mcpk8s.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code multipart/form-data} body (RFC 7578) that has come as a whole.
 *
 * <p>The framework's reader drops what it does not understand, also the file of a form that was
 * cut, and fails on a part without a name; here nothing is lost silently, for a file that is
 * missing changes what a command does. Text is UTF-8, whatever a part says of its character set,
 * and a part is not encoded for transport.
 */
final class MultipartForm {

    private static final int LONGEST_BOUNDARY = 70;
    private static final int LONGEST_HEADERS = 8 * 1024;
    private static final Set<String> PLAIN = Set.of("7bit", "8bit", "binary");
    private static final byte[] LINE_BREAK = ascii("\r\n");
    private static final byte[] END_OF_HEADERS = ascii("\r\n\r\n");

    private final byte[] body;
    private final byte[] delimiter;
    private int at;

    private MultipartForm(byte[] body, String boundary) {
        this.body = body;
        this.delimiter = ascii("\r\n--" + boundary);
    }

    /**
     * @param contentType the request's header; null when it has none
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST} when the form is not well formed
     *     or not complete
     */
    static List<FormPart> read(@Nullable String contentType, byte[] body) {
        String boundary =
                HeaderParameters.of(contentType == null ? "" : contentType)
                        .getOrDefault("boundary", "");
        if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw malformed("Content-Type needs a boundary of 1 to 70 characters");
        }
        return new MultipartForm(body, boundary).parts();
    }

    private List<FormPart> parts() {
        List<FormPart> parts = new ArrayList<>();
        skipPreamble();
        while (!startsWith(ascii("--"))) {
            skipBlanks();
            if (!startsWith(LINE_BREAK)) {
                throw malformed("a boundary does not end its line with CR LF");
            }
            parts.add(part());
        }
        return parts;
    }

    private void skipPreamble() {
        int first = delimiter.length - LINE_BREAK.length;
        boolean atStart =
                body.length >= first
                        && Arrays.equals(
                                body, 0, first, delimiter, LINE_BREAK.length, delimiter.length);
        at = atStart ? first : endOf(delimiter, "it has no part that starts with the boundary");
    }

    /** White space that transports may add behind a boundary. */
    private void skipBlanks() {
        while (at < body.length && (body[at] == ' ' || body[at] == '\t')) {
            at++;
        }
    }

    /** Stands behind a boundary, and in the end behind the next one. */
    private FormPart part() {
        int headers = at;
        int content = endOf(END_OF_HEADERS, "the headers of a part have no end");
        if (content - headers > LONGEST_HEADERS) {
            throw malformed("a part has headers of more than 8 KiB");
        }
        Map<String, String> disposition = disposition(headersOf(headers, content));
        String name = disposition.get("name");
        if (name == null) {
            throw malformed("a part has no name");
        }
        // The line break before a boundary belongs to it, and that behind the headers may be it.
        at = content - LINE_BREAK.length;
        int next = endOf(delimiter, "it ends in the middle of the part " + shown(name));
        int end = Math.max(content, next - delimiter.length);
        at = next;
        String fileName = disposition.getOrDefault("filename", "");
        return new FormPart(
                name, fileName.isEmpty() ? null : fileName, Arrays.copyOfRange(body, content, end));
    }

    private Map<String, String> headersOf(int from, int to) {
        Map<String, String> headers = new HashMap<>();
        for (String line : new String(body, from, to - from, UTF_8).split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                headers.put(name, line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static Map<String, String> disposition(Map<String, String> headers) {
        String encoding = headers.getOrDefault("content-transfer-encoding", "binary");
        if (!PLAIN.contains(encoding.toLowerCase(Locale.ROOT))) {
            throw malformed("a part is encoded for transport; send its bytes as they are");
        }
        return HeaderParameters.of(headers.getOrDefault("content-disposition", ""));
    }

    private boolean startsWith(byte[] expected) {
        return at + expected.length <= body.length
                && Arrays.equals(body, at, at + expected.length, expected, 0, expected.length);
    }

    /** Behind the next occurrence from here on; does not go there. */
    private int endOf(byte[] searched, String otherwise) {
        for (int start = at; start + searched.length <= body.length; start++) {
            if (body[start] == searched[0]
                    && Arrays.equals(
                            body, start, start + searched.length, searched, 0, searched.length)) {
                return start + searched.length;
            }
        }
        throw malformed(otherwise);
    }

    private static String shown(String name) {
        return "\"" + (name.length() > 100 ? name.substring(0, 100) + "…" : name) + "\"";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static CommandException malformed(String why) {
        return new CommandException(
                ErrorCode.INVALID_REQUEST, "the form is not well formed: " + why);
    }
}
