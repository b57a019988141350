package dev.mcpk8s.testcluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A busybox of the machine, as the content of an image. */
final class Busybox {

    private Busybox() {}

    /** One that needs no libraries, which an image would not have. */
    static Optional<Path> find() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "busybox"))
                .filter(Files::isExecutable)
                .filter(Busybox::isStatic)
                .findFirst();
    }

    /** A program that needs libraries names the loader that finds them. */
    private static boolean isStatic(Path program) {
        try {
            return !Files.readString(program, StandardCharsets.ISO_8859_1).contains("/ld-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a root folder: the program with all its names, and a place for files. */
    static void furnish(Path busybox, Path root) throws IOException {
        Path bin = Files.createDirectory(root.resolve("bin"));
        Files.copy(busybox, bin.resolve("busybox"));
        for (String name : names(busybox)) {
            Path link = bin.resolve(name);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, Path.of("busybox"));
            }
        }
        Files.createDirectory(root.resolve("tmp"));
        Files.createDirectory(root.resolve("www"));
        Files.writeString(root.resolve("www").resolve("index.html"), "hello from the pod\n");
    }

    private static List<String> names(Path busybox) throws IOException {
        Process process = new ProcessBuilder(busybox.toString(), "--list").start();
        process.getOutputStream().close();
        try (Stream<String> lines = process.inputReader(StandardCharsets.UTF_8).lines()) {
            return lines.toList();
        }
    }
}
