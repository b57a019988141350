package dev.mcpk8s.resource;

import dev.mcpk8s.command.FileArguments;
import dev.mcpk8s.error.AggregateException;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.golang.GoGlob;
import dev.mcpk8s.golang.GoQuote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The files that {@code -f} names, among the request's own: there is no other file system
 * (cli-runtime: {@code resource/builder.go}, {@code FilenameParam}).
 */
final class ManifestFiles {

    static final String STDIN = "STDIN";

    private static final List<String> EXTENSIONS = List.of(".json", ".yaml", ".yml");

    /**
     * A file to read.
     *
     * @param name as messages call it
     */
    record Input(String name, byte[] content) {}

    private final TreeMap<String, byte[]> files;
    private final boolean recursive;
    private final List<Input> inputs = new ArrayList<>();
    private final List<CommandException> failures = new ArrayList<>();
    private boolean readsFolder;
    private boolean readsStdin;

    /**
     * @throws AggregateException when something that was named is not there
     */
    ManifestFiles(FileArguments arguments, Map<String, byte[]> files, byte[] stdin) {
        this.files = new TreeMap<>(files);
        this.recursive = arguments.recursive();
        for (String name : arguments.names()) {
            if (name.equals("-")) {
                addStdin(stdin);
            } else {
                addPath(name);
            }
        }
        if (!failures.isEmpty()) {
            throw new AggregateException(failures);
        }
    }

    List<Input> inputs() {
        return List.copyOf(inputs);
    }

    /** Whether one file was named and nothing else, so that one object is meant. */
    boolean isSingle() {
        return !readsFolder && !readsStdin && inputs.size() == 1;
    }

    private void addStdin(byte[] stdin) {
        if (readsStdin) {
            fail("standard input cannot be used for multiple arguments");
        }
        readsStdin = true;
        inputs.add(new Input(STDIN, stdin));
    }

    private void addPath(String typed) {
        List<String> paths = List.of(typed);
        if (!exists(typed) && !leadsThroughFile(typed)) {
            Optional<List<String>> matches = matches(typed);
            if (matches.isEmpty()) {
                fail("pattern " + GoQuote.quote(typed) + " is not valid: syntax error in pattern");
                return;
            }
            if (matches.get().isEmpty()) {
                fail("the path " + GoQuote.quote(typed) + " does not exist");
                return;
            }
            paths = matches.get();
        }
        paths.forEach(this::addExisting);
        if (inputs.isEmpty() && failures.isEmpty()) {
            fail(
                    "error reading [%s]: recognized file extensions are [%s]"
                            .formatted(String.join(" ", paths), String.join(" ", EXTENSIONS)));
        }
    }

    private void addExisting(String path) {
        byte[] file = files.get(path);
        if (leadsThroughFile(path)) {
            fail(
                    "the path %s cannot be accessed: stat %s: not a directory"
                            .formatted(GoQuote.quote(path), path));
        } else if (file != null || files.containsKey(normal(path))) {
            inputs.add(new Input(path, file == null ? content(normal(path)) : file));
        } else {
            int before = inputs.size();
            addFolder(normal(path));
            readsFolder |= inputs.size() - before > 1;
        }
    }

    private void addFolder(String folder) {
        for (String name : names(folder)) {
            String path = folder.isEmpty() ? name : folder + "/" + name;
            byte[] file = files.get(path);
            if (file == null) {
                if (recursive) {
                    addFolder(path);
                }
            } else if (EXTENSIONS.contains(extension(name))) {
                inputs.add(new Input(path, file));
            }
        }
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }

    private byte[] content(String path) {
        byte[] content = files.get(path);
        return content == null ? new byte[0] : content;
    }

    /** What is in a folder, files and folders, in order. */
    private Iterable<String> names(String folder) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        TreeSet<String> names = new TreeSet<>();
        for (String path : files.tailMap(prefix).keySet()) {
            if (!path.startsWith(prefix)) {
                break;
            }
            String rest = path.substring(prefix.length());
            int slash = rest.indexOf('/');
            names.add(slash < 0 ? rest : rest.substring(0, slash));
        }
        return names;
    }

    private boolean exists(String typed) {
        if (typed.isEmpty()) {
            return false;
        }
        String path = normal(typed);
        return path.isEmpty() || files.containsKey(path) || isFolder(path);
    }

    private boolean isFolder(String path) {
        String next = files.higherKey(path + "/");
        return next != null && next.startsWith(path + "/");
    }

    /** {@code file/}, {@code file/below}: what is a file has nothing below it. */
    private boolean leadsThroughFile(String typed) {
        for (int slash = typed.indexOf('/'); slash > 0; slash = typed.indexOf('/', slash + 1)) {
            if (files.containsKey(normal(typed.substring(0, slash)))) {
                return true;
            }
        }
        return false;
    }

    /** The paths that a pattern matches, in order; empty when it is malformed. */
    private Optional<List<String>> matches(String pattern) {
        List<String> found = List.of("");
        for (String part : pattern.split("/", -1)) {
            Optional<Pattern> compiled = GoGlob.compile(part);
            if (compiled.isEmpty()) {
                return Optional.empty();
            }
            List<String> next = new ArrayList<>();
            for (String folder : found) {
                for (String name : isHere(part) ? List.<String>of() : names(folder)) {
                    if (compiled.get().matcher(name).matches()) {
                        next.add(folder.isEmpty() ? name : folder + "/" + name);
                    }
                }
            }
            found = isHere(part) ? found : next;
        }
        boolean mayMatch = GoGlob.isPattern(pattern) && !pattern.startsWith("/");
        return Optional.of(mayMatch ? found : List.of());
    }

    private static boolean isHere(String part) {
        return part.isEmpty() || part.equals(".");
    }

    private static String normal(String path) {
        return Path.of(path).normalize().toString();
    }

    private void fail(String message) {
        failures.add(new CommandException(ErrorCode.COMMAND_FAILED, message));
    }
}
