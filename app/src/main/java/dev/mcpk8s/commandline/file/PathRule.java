package dev.mcpk8s.commandline.file;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path on a command line is relative and stays below the request's own files.
 *
 * <p>A relative path that is not among them is left to the tool: its folder just lacks the file.
 */
public final class PathRule {

    private static final Pattern URL =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL);

    private static final String ADDRESS =
            "addresses are not fetched; send the file in the request's files and name it by its"
                    + " relative path";

    /** {@code ~1.2} is a version, {@code ~/x} a home folder. */
    private static final Pattern HOME = Pattern.compile("~|~[^/]*/.*", Pattern.DOTALL);

    private PathRule() {}

    /**
     * @param what how the command line names it: {@code -f}, {@code --from-file}
     * @param value a path, or a key and a path with {@code =} between them
     * @throws CommandException {@link ErrorCode#COMMAND_REFUSED}
     */
    public static void check(String what, String value) {
        for (int start = 0; start >= 0; start = value.indexOf('=', start) + 1) {
            checkPath(what, value.substring(start));
            if (value.indexOf('=', start) < 0) {
                return;
            }
        }
    }

    /**
     * @param what how the command line names it
     * @throws CommandException {@link ErrorCode#COMMAND_REFUSED} when it is no path but an address
     */
    public static void checkNoAddress(String what, String value) {
        if (URL.matcher(value).matches()) {
            throw refusal(what, value, ADDRESS);
        }
    }

    /** Whether the path is absolute or climbs out of the folder of the request's files. */
    public static boolean isOutside(String path) {
        return path.startsWith("/")
                || (path.indexOf('\0') < 0 && Path.of(path).normalize().startsWith(".."));
    }

    /** The reason why the word cannot be a path here. */
    public static Optional<String> objection(String path) {
        if (URL.matcher(path).matches()) {
            return Optional.of(ADDRESS);
        }
        if (path.startsWith("/") || path.startsWith("\\") || HOME.matcher(path).matches()) {
            return Optional.of(
                    "the server's own file system is never read or written; send the file in the"
                            + " request's files and name it by its relative path (- is the stdin"
                            + " field)");
        }
        if (Arrays.asList(path.split("[/\\\\]", -1)).contains("..")) {
            return Optional.of(
                    "a path may not climb out of the request's files; name the file by its path"
                            + " there");
        }
        return Optional.empty();
    }

    private static void checkPath(String what, String path) {
        Optional<String> reason = objection(path);
        if (reason.isPresent()) {
            throw refusal(what, path, reason.get());
        }
    }

    private static CommandException refusal(String what, String path, String reason) {
        return new CommandException(ErrorCode.COMMAND_REFUSED, what + " " + path + ": " + reason);
    }
}
