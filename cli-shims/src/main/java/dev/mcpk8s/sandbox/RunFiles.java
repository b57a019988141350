package dev.mcpk8s.sandbox;

import dev.mcpk8s.sandbox.SandboxException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that come with a request, their names checked: each one lands inside the working folder
 * and nowhere else.
 */
final class RunFiles {

    private static final int LONGEST_NAME = 200;
    private static final int DEEPEST = 32;

    /**
     * Segments of the path, joined by one slash, to content. Sorted, so that parents come first.
     */
    private final Map<String, byte[]> contents;

    private RunFiles(Map<String, byte[]> contents) {
        this.contents = contents;
    }

    /**
     * @throws SandboxException {@link Reason#INPUT_REFUSED}, naming the file
     */
    static RunFiles check(Map<String, byte[]> files, SandboxSettings settings) {
        if (files.size() > settings.maximumFiles()) {
            throw refused(files.size() + " files; at most " + settings.maximumFiles());
        }
        Map<String, byte[]> contents = new TreeMap<>();
        long total = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            total += file.getValue().length;
            String name = String.join("/", segments(file.getKey()));
            if (contents.put(name, file.getValue()) != null) {
                throw refused("two files named " + quoted(name));
            }
        }
        if (total > settings.maximumFileBytes()) {
            throw refused(total + " bytes of files; at most " + settings.maximumFileBytes());
        }
        for (String name : contents.keySet()) {
            refuseFileAsFolder(name, contents);
        }
        return new RunFiles(contents);
    }

    /** Makes the files and the folders that they need below an empty folder that is ours alone. */
    void writeBelow(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            Path path = folder;
            for (String segment : file.getKey().split("/", -1)) {
                if (!path.equals(folder) && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    PrivateFiles.makeFolder(path);
                }
                path = path.resolve(segment);
            }
            PrivateFiles.write(path, file.getValue());
        }
    }

    private static List<String> segments(String name) {
        if (name.isEmpty() || name.startsWith("/")) {
            throw refused(quoted(name) + " is not a relative path");
        }
        List<String> segments = new ArrayList<>();
        for (String segment : name.split("/", -1)) {
            if (!segment.equals(".")) {
                segments.add(checked(segment, name));
            }
        }
        if (segments.isEmpty() || name.endsWith("/.")) {
            throw refused(quoted(name) + " names a folder");
        }
        if (segments.size() > DEEPEST) {
            throw refused(quoted(name) + " has more than " + DEEPEST + " folders");
        }
        return segments;
    }

    private static String checked(String segment, String name) {
        if (segment.isEmpty()) {
            throw refused(quoted(name) + " has an empty part");
        }
        if (segment.equals("..")) {
            throw refused(quoted(name) + " leaves the working folder");
        }
        if (segment.length() > LONGEST_NAME) {
            throw refused(quoted(name) + " is too long");
        }
        if (segment.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
            throw refused(quoted(name) + " has a backslash or a control character in it");
        }
        try {
            if (Path.of(segment).isAbsolute() || Path.of(segment).getNameCount() != 1) {
                throw refused(quoted(name) + " is not a relative path");
            }
        } catch (InvalidPathException unusable) {
            throw refused(quoted(name) + " cannot be a file's name here");
        }
        return segment;
    }

    private static void refuseFileAsFolder(String name, Map<String, byte[]> contents) {
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            if (contents.containsKey(name.substring(0, slash))) {
                throw refused(quoted(name.substring(0, slash)) + " is a file and a folder");
            }
        }
    }

    /** Shown to the caller, so without anything a terminal would act on. */
    private static String quoted(String name) {
        String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
        return "\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    private static SandboxException refused(String what) {
        return new SandboxException(Reason.INPUT_REFUSED, "files: " + what);
    }
}
