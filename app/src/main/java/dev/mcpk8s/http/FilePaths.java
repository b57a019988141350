package dev.mcpk8s.http;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** The names of a request's files: relative paths that stay within the request's own folder. */
final class FilePaths {

    private static final int LONGEST = 1024;

    private FilePaths() {}

    /**
     * The path without {@code .} and empty segments.
     *
     * @throws CommandException when it is empty, absolute, too long, or leads out of the folder
     */
    static String normalise(String path) {
        if (path.startsWith("/") || path.indexOf('\0') >= 0 || path.length() > LONGEST) {
            throw refused();
        }
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                throw refused();
            }
            if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        if (segments.isEmpty() || path.endsWith("/")) {
            throw refused();
        }
        return String.join("/", segments);
    }

    private static CommandException refused() {
        return new CommandException(
                ErrorCode.INVALID_REQUEST,
                "files: each name must be a relative path without \"..\", such as dir/app.yaml");
    }
}
