package dev.mcpk8s.cluster;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's {@code Warning} headers to texts, each once a command (apimachinery: {@code
 * util/net/http.go}, {@code ParseWarningHeaders}; client-go: {@code rest/warnings.go}).
 */
final class Warnings {

    private static final int SHOWN_CODE = 299;
    private static final Pattern WARNING =
            Pattern.compile(
                    "\\s*([0-9]{3}) (\\S+) \"((?:[^\"\\\\]|\\\\.)*+)\""
                            + "(?: \"[^\"]*\")?\\s*(?:,|$)");

    private final Consumer<String> receiver;
    private final Set<String> told = new HashSet<>();

    Warnings(Consumer<String> receiver) {
        this.receiver = receiver;
    }

    /** What cannot be read is skipped. */
    void receive(List<String> headers) {
        for (String header : headers) {
            Matcher warning = WARNING.matcher(header);
            while (warning.lookingAt()) {
                String text = warning.group(3).replaceAll("\\\\(.)", "$1");
                if (Integer.parseInt(warning.group(1)) == SHOWN_CODE && isNew(text)) {
                    receiver.accept(text);
                }
                warning.region(warning.end(), header.length());
            }
        }
    }

    private boolean isNew(String text) {
        synchronized (told) {
            return !text.isEmpty() && told.add(text);
        }
    }
}
