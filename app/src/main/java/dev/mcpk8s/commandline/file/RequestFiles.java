package dev.mcpk8s.commandline.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The request's files, found by any spelling of their relative path. */
public final class RequestFiles {

    private final Map<String, byte[]> byPath;
    private final byte[] stdin;

    public RequestFiles(Map<String, byte[]> byPath) {
        this(byPath, new byte[0]);
    }

    /**
     * @param byPath by plain path, without {@code .} and empty parts
     * @param stdin what the command line calls {@code -}; not copied
     */
    public RequestFiles(Map<String, byte[]> byPath, byte[] stdin) {
        this.byPath = byPath;
        this.stdin = stdin;
    }

    /** The file as UTF-8 text; empty when the request has no such file. */
    public Optional<String> text(String path) {
        byte[] exact = byPath.get(path);
        byte[] content = exact == null ? byPath.get(normal(path)) : exact;
        return content == null
                ? Optional.empty()
                : Optional.of(new String(content, StandardCharsets.UTF_8));
    }

    /** Standard input as UTF-8 text. */
    public String stdin() {
        return new String(stdin, StandardCharsets.UTF_8);
    }

    /** Every path. */
    public Set<String> paths() {
        return Collections.unmodifiableSet(byPath.keySet());
    }

    private static String normal(String path) {
        return path.indexOf('\0') >= 0 ? path : Path.of(path).normalize().toString();
    }
}
