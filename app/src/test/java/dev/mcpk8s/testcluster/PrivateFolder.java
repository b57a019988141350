package dev.mcpk8s.testcluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The home of one kubectl process: what it caches must not help the next one. */
record PrivateFolder(Path path) implements AutoCloseable {

    static PrivateFolder in(Path parent) throws IOException {
        return new PrivateFolder(Files.createTempDirectory(parent, "kubectl-"));
    }

    @Override
    public void close() throws IOException {
        List<Path> content;
        try (Stream<Path> tree = Files.walk(path)) {
            content = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : content) {
            Files.deleteIfExists(entry);
        }
    }
}
