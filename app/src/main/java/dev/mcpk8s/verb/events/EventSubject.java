package dev.mcpk8s.verb.events;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;
import dev.mcpk8s.resource.ClusterSession;
import dev.mcpk8s.resource.ResourceMapping;
import java.io.IOException;
import java.util.Locale;

/** {@code --for TYPE/NAME} of {@code kubectl events}. */
final class EventSubject {

    private static final String UNKNOWN = "the server doesn't have a resource type ";

    private EventSubject() {}

    /**
     * The field selector for events about it; empty when it names nothing.
     *
     * @param subject as typed; empty for none
     * @throws CommandException in kubectl's words
     */
    static String selector(String subject, ClusterSession session) throws IOException {
        if (subject.isEmpty()) {
            return "";
        }
        String[] parts = subject.split("/", -1);
        if (parts.length == 1) {
            throw failure("--for must be in resource/name form");
        }
        if (parts.length > 2) {
            throw failure("arguments in resource/name form may not have more than one slash");
        }
        String type = parts[0].toLowerCase(Locale.ROOT);
        if (type.isEmpty() || type.startsWith(".")) {
            String group = type.isEmpty() ? "" : type.substring(1);
            throw failure("a resource must be present, got: " + group + "/, Resource=");
        }
        ResourceMapping mapping = mapping(type, session);
        return parts[1].isEmpty()
                ? ""
                : "involvedObject.kind="
                        + mapping.kind()
                        + ",involvedObject.apiVersion="
                        + mapping.groupVersion()
                        + ",involvedObject.name="
                        + escaped(parts[1]);
    }

    private static ResourceMapping mapping(String type, ClusterSession session) throws IOException {
        try {
            return session.mapping(type);
        } catch (CommandException failure) {
            if (!failure.text().startsWith(UNKNOWN)) {
                throw failure;
            }
            int dot = type.indexOf('.');
            String group = dot < 0 ? "" : " in group " + GoQuote.quote(type.substring(dot + 1));
            throw CommandException.verbatim(ErrorCode.COMMAND_FAILED, failure.text() + group);
        }
    }

    /** As a value in a field selector (apimachinery: {@code fields.EscapeValue}). */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=");
    }

    private static CommandException failure(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
    }
}
