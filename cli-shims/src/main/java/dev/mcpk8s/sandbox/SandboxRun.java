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
 * @param network where it may connect to, as far as the kernel can hold it back
 */
public record SandboxRun(
        String name,
        Path executable,
        List<String> arguments,
        Map<String, byte[]> files,
        byte[] stdin,
        @Nullable String kubeconfig,
        Map<String, byte[]> ownFiles,
        boolean returnsFiles,
        NetworkAccess network) {

    public SandboxRun {
        arguments = List.copyOf(arguments);
        files = Map.copyOf(files);
        ownFiles = Map.copyOf(ownFiles);
    }

    /** A program that connects to nothing, has no files of its own and makes none to be had. */
    public SandboxRun(
            String name,
            Path executable,
            List<String> arguments,
            Map<String, byte[]> files,
            byte[] stdin,
            @Nullable String kubeconfig) {
        this(
                name,
                executable,
                arguments,
                files,
                stdin,
                kubeconfig,
                Map.of(),
                false,
                NetworkAccess.NOTHING);
    }

    /** The same with other places to connect to. */
    public SandboxRun reaching(NetworkAccess access) {
        return new SandboxRun(
                name,
                executable,
                arguments,
                files,
                stdin,
                kubeconfig,
                ownFiles,
                returnsFiles,
                access);
    }

    /** The same with another private file of the program's own. */
    public SandboxRun withOwnFile(String path, byte[] content) {
        return new SandboxRun(
                name,
                executable,
                arguments,
                files,
                stdin,
                kubeconfig,
                Map.of(path, content),
                returnsFiles,
                network);
    }

    /** The same, whose files in its working folder are handed out or not. */
    public SandboxRun returningFiles(boolean wanted) {
        return new SandboxRun(
                name, executable, arguments, files, stdin, kubeconfig, ownFiles, wanted, network);
    }

    /** A program without input, which connects to nothing. */
    public static SandboxRun of(String name, Path executable, String... arguments) {
        return new SandboxRun(name, executable, List.of(arguments), Map.of(), new byte[0], null);
    }

    /** Shows nothing that could be a secret. */
    @Override
    public String toString() {
        return "SandboxRun[" + name + "]";
    }
}
