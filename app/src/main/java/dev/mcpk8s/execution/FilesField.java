package dev.mcpk8s.execution;

import static dev.mcpk8s.execution.CommandRequests.invalid;
import static dev.mcpk8s.execution.CommandRequests.typeName;

import dev.mcpk8s.error.CommandException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a request: relative path → text, bytes, or {@code {"base64": …}}.
 *
 * <p>The paths that come out are plain: no {@code .}, no {@code ..}, no empty part, none absolute,
 * and none is a folder of another.
 */
final class FilesField {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 4096;

    private FilesField() {}

    /**
     * @throws CommandException naming the file
     */
    static Map<String, byte[]> read(@Nullable Object value) {
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> given)) {
            throw invalid(
                    "files must be an object of relative path to text, not " + typeName(value));
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : given.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (files.put(plainPath(name), Content.of("files: \"" + name + "\"", entry.getValue()))
                    != null) {
                throw invalid("files has \"" + name + "\" twice, written differently");
            }
        }
        files.keySet().forEach(path -> refuseFileAsFolder(path, files));
        return files;
    }

    private static String plainPath(String name) {
        if (name.startsWith("/") || name.length() > LONGEST_PATH || name.indexOf('\0') >= 0) {
            throw badPath(name);
        }
        StringBuilder plain = new StringBuilder();
        for (String part : name.split("/", -1)) {
            if (part.equals("..") || part.length() > LONGEST_NAME) {
                throw badPath(name);
            }
            if (!part.isEmpty() && !part.equals(".")) {
                plain.append(plain.isEmpty() ? "" : "/").append(part);
            }
        }
        if (plain.isEmpty() || name.endsWith("/")) {
            throw badPath(name);
        }
        return plain.toString();
    }

    private static void refuseFileAsFolder(String path, Map<String, byte[]> files) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            String folder = path.substring(0, end);
            if (files.containsKey(folder)) {
                throw invalid(
                        "\"" + folder + "\" is a file and also the folder of \"" + path + "\"");
            }
        }
    }

    private static CommandException badPath(String name) {
        String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
        return invalid(
                "files: \""
                        + shown.replace('\0', '?')
                        + "\" is no path for a file: it must be relative, without \"..\"");
    }
}
