package dev.mcpk8s.sandbox;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds programs by name in a list of folders, the first one wins. Relative folders are ignored.
 */
public final class ProgramSearch {

    private final List<Path> folders;

    private ProgramSearch(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /**
     * @param first a folder to look into before the others; null for none
     * @param path folders as in {@code PATH}; null for none
     */
    public static ProgramSearch in(@Nullable Path first, @Nullable String path) {
        List<Path> folders = new ArrayList<>();
        if (first != null) {
            folders.add(first.toAbsolutePath());
        }
        if (path != null) {
            for (String folder : path.split(File.pathSeparator, -1)) {
                addAbsolute(folder, folders);
            }
        }
        return new ProgramSearch(folders);
    }

    /** The search that the service's own environment asks for. */
    public static ProgramSearch onPath() {
        return in(null, System.getenv("PATH"));
    }

    /** The program's absolute path; empty when no folder has an executable file of this name. */
    public Optional<Path> find(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(ProgramSearch::isProgram)
                .findFirst();
    }

    /** Whether this is a file that may be executed. */
    public static boolean isProgram(Path file) {
        return file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private static void addAbsolute(String folder, List<Path> folders) {
        try {
            Path path = Path.of(folder);
            if (path.isAbsolute()) {
                folders.add(path);
            }
        } catch (InvalidPathException unusable) {
            // a folder that this JVM cannot name holds nothing that it could start
        }
    }
}
