package dev.mcpk8s.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One program to be run.
 *
 * @param name what the program finds as its own name; some programs turn into others by it
 * @param executable absolute path
 * @param arguments the words after the name; no shell sees them
 * @param files content by path relative to the working folder; not copied
 * @param stdin standard input, empty for none; not copied
 * @param kubeconfig text of the kubeconfig file; null for none
 * @param ownFiles content of more private files of the program, by path relative to the run's
 *     folder ({@code config/tool/config}); not copied
 * @param returnsFiles whether the files that it makes in its working folder are handed out
 */
public record SandboxRun(
        String name,
        Path executable,
        List<String> arguments,
        Map<String, byte[]> files,
        byte[] stdin,
        @Nullable String kubeconfig,
        Map<String, byte[]> ownFiles,
        boolean returnsFiles) {

    public SandboxRun {
        arguments = List.copyOf(arguments);
        files = Map.copyOf(files);
        ownFiles = Map.copyOf(ownFiles);
    }

    /** A program without files of its own, whose files nobody wants. */
    public SandboxRun(
            String name,
            Path executable,
            List<String> arguments,
            Map<String, byte[]> files,
            byte[] stdin,
            @Nullable String kubeconfig) {
        this(name, executable, arguments, files, stdin, kubeconfig, Map.of(), false);
    }

    /** A program without input. */
    public static SandboxRun of(String name, Path executable, String... arguments) {
        return new SandboxRun(name, executable, List.of(arguments), Map.of(), new byte[0], null);
    }

    /** Shows nothing that could be a secret. */
    @Override
    public String toString() {
        return "SandboxRun[" + name + "]";
    }
}
