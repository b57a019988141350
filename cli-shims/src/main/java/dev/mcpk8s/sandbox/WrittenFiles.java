package dev.mcpk8s.sandbox;

import dev.mcpk8s.sandbox.SandboxException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a program left in its working folder: the plain files that the request did not bring, and
 * those that it changed. Links are neither followed nor handed out.
 */
final class WrittenFiles extends SimpleFileVisitor<Path> {

    private final Path folder;
    private final Map<String, byte[]> brought;
    private final SandboxSettings settings;
    private final SortedMap<String, byte[]> found = new TreeMap<>();
    private long total;

    private WrittenFiles(Path folder, Map<String, byte[]> brought, SandboxSettings settings) {
        this.folder = folder;
        this.brought = brought;
        this.settings = settings;
    }

    /**
     * To be called when none of the program's processes is left.
     *
     * @param brought the request's files, by plain path
     * @return content by path
     * @throws SandboxException {@link Reason#OUTPUT_LIMIT} when they are as many or large as no
     *     request's files may be
     */
    static SortedMap<String, byte[]> below(
            Path folder, Map<String, byte[]> brought, SandboxSettings settings) throws IOException {
        WrittenFiles files = new WrittenFiles(folder, brought, settings);
        Files.walkFileTree(folder, files);
        return files.found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isRegularFile()) {
            String path = folder.relativize(file).toString();
            byte[] before = brought.get(path);
            if (before == null || before.length != attributes.size()) {
                keep(path, read(file, attributes.size()));
            } else {
                byte[] content = read(file, attributes.size());
                if (!Arrays.equals(before, content)) {
                    keep(path, content);
                }
            }
        }
        return FileVisitResult.CONTINUE;
    }

    private void keep(String path, byte[] content) {
        found.put(path, content);
        total += content.length;
        if (found.size() > settings.maximumFiles()) {
            throw tooMuch("more than " + settings.maximumFiles() + " files");
        }
    }

    private byte[] read(Path file, long size) throws IOException {
        if (total + size > settings.maximumFileBytes()) {
            throw tooMuch("more than " + settings.maximumFileBytes() + " bytes of files");
        }
        try (InputStream in =
                Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes((int) size);
        }
    }

    private static SandboxException tooMuch(String what) {
        return new SandboxException(Reason.OUTPUT_LIMIT, "it wrote " + what);
    }
}
