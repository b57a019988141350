package dev.mcpk8s.resource;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoQuote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Names as parts of a path: what may stand there and how it is escaped (client-go: {@code rest}).
 */
final class PathSegments {

    private static final String PLAIN = "-_.~$&+,;=:@";

    private PathSegments() {}

    /**
     * @throws CommandException when the namespace cannot be part of a path
     */
    static String namespace(String namespace) {
        return checked("namespace", namespace);
    }

    /**
     * @throws CommandException when the name is empty or cannot be part of a path
     */
    static String name(String name) {
        if (name.isEmpty()) {
            throw failure("resource name may not be empty");
        }
        return checked("resource name", name);
    }

    /**
     * @throws CommandException when the subresource cannot be part of a path
     */
    static String subresource(String subresource) {
        return checked("subresource", subresource);
    }

    private static String checked(String what, String segment) {
        List<String> faults = new ArrayList<>();
        if (segment.equals(".") || segment.equals("..")) {
            faults.add("may not be '" + segment + "'");
        }
        for (String illegal : List.of("/", "%")) {
            if (segment.contains(illegal)) {
                faults.add("may not contain '" + illegal + "'");
            }
        }
        if (!faults.isEmpty()) {
            throw failure(
                    "invalid "
                            + what
                            + " "
                            + GoQuote.quote(segment)
                            + ": [" //
                            + String.join(" ", faults)
                            + "]");
        }
        return escape(segment);
    }

    private static String escape(String segment) {
        StringBuilder escaped = new StringBuilder(segment.length());
        for (byte octet : segment.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            if (character < 0x80
                    && (Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0)) {
                escaped.append(character);
            } else {
                escaped.append(String.format("%%%02X", (int) character));
            }
        }
        return escaped.toString();
    }

    private static CommandException failure(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
    }
}
