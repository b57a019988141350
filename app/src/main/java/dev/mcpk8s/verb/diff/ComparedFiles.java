package dev.mcpk8s.verb.diff;

import dev.mcpk8s.execution.Output;
import dev.mcpk8s.execution.OutputEvent;
import dev.mcpk8s.jsonpath.SortedFields;
import dev.mcpk8s.resource.FoundObject;
import dev.mcpk8s.resource.ResourceMapping;
import dev.mcpk8s.workload.LiveObject;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two folders of files, one per object, as kubectl writes them and GNU {@code diff -u -N} compares
 * them. There are no such folders here: their names, and the times of their files, are always the
 * same.
 */
final class ComparedFiles {

    private static final String LIVE = "/tmp/LIVE-0/";
    private static final String MERGED = "/tmp/MERGED-0/";
    private static final String TIME = "1970-01-01 00:00:00.000000000 +0000";
    private static final String ESCAPED = "\u0007\b\t\n\u000b\f\r\"\\";
    private static final String ESCAPES = "abtnvfr\"\\";

    /** diff takes the files of a folder in the order of their bytes. */
    private final Map<String, Versions> files = new TreeMap<>(SortedFields.BY_BYTES);

    private final boolean equalToo;

    /**
     * @param equalToo whether files without a difference are kept
     */
    ComparedFiles(boolean equalToo) {
        this.equalToo = equalToo;
    }

    /** One object's two files. */
    private record Versions(String live, String merged) {

        boolean differ() {
            return !live.equals(merged);
        }
    }

    /** Adds an object; one of the same name takes its place. */
    void add(FoundObject object, String live, String merged) {
        add(name(object.mapping(), object.namespace(), object.name()), live, merged);
    }

    /** Adds an object that would go. */
    void addPruned(LiveObject object, String live) {
        add(name(object.mapping(), object.namespace(), object.name()), live, "");
    }

    private void add(String name, String live, String merged) {
        if (equalToo || !live.equals(merged)) {
            files.put(name, new Versions(live, merged));
        } else {
            files.remove(name);
        }
    }

    private static String name(ResourceMapping mapping, String namespace, String name) {
        String group = mapping.groupVersion().group();
        return (group.isEmpty() ? "" : group + ".")
                + String.join(
                        ".", mapping.groupVersion().version(), mapping.kind(), namespace, name);
    }

    boolean areEqual() {
        return files.values().stream().noneMatch(Versions::differ);
    }

    /** The files themselves, for who compares them with a program of his own. */
    void emit(Output output) {
        files.forEach(
                (name, versions) -> {
                    output.emit(new OutputEvent.File("LIVE/" + name, utf8(versions.live())));
                    output.emit(new OutputEvent.File("MERGED/" + name, utf8(versions.merged())));
                });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void write(Writer out) throws IOException {
        for (Map.Entry<String, Versions> file : files.entrySet()) {
            Versions versions = file.getValue();
            if (!versions.differ()) {
                continue;
            }
            String live = quoted(LIVE + file.getKey());
            String merged = quoted(MERGED + file.getKey());
            out.write("diff -u -N " + live + " " + merged + "\n");
            out.write("--- " + live + "\t" + TIME + "\n");
            out.write("+++ " + merged + "\t" + TIME + "\n");
            UnifiedDiff.of(versions.live(), versions.merged()).write(out);
        }
    }

    /** Names with blanks, quotes or anything beyond ASCII stand in quotes. */
    private static String quoted(String name) {
        StringBuilder quoted = new StringBuilder("\"");
        boolean plain = true;
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            int escape = ESCAPED.indexOf(c);
            if (escape >= 0) {
                quoted.append('\\').append(ESCAPES.charAt(escape));
            } else if (octet < ' ') {
                quoted.append(String.format("\\%03o", (int) c));
            } else {
                quoted.append(c);
            }
            plain &= escape < 0 && octet > ' ';
        }
        return plain ? name : quoted.append('"').toString();
    }
}
