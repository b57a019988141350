package dev.mcpk8s.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The real helm, istioctl, argocd and kustomize that {@code make tools} made. */
final class RealTools {

    /** What a program did. */
    record Result(String stdout, String stderr, int exitCode) {}

    private static final List<String> ALL = List.of("helm", "istioctl", "argocd", "kustomize");

    private RealTools() {}

    /** The folder with all of them. */
    static Path folder() {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path tools = up.resolve(".cache/tools");
            if (ALL.stream().allMatch(tool -> Files.isExecutable(tools.resolve(tool)))) {
                return tools;
            }
        }
        throw new IllegalStateException("the tools are not there: run make tools");
    }

    /** The folder of the Go module that pins a tool. */
    static Path module(String tool) {
        return folder().resolve("../../cli-shims/tools").resolve(tool).normalize();
    }

    static Path program(String name) {
        return folder().resolve(name);
    }

    /**
     * Runs a tool by itself, without the service.
     *
     * @param folder its working folder, which is also its home
     * @param kubeconfig null for none
     */
    static Result run(Path folder, Path kubeconfig, String tool, List<String> words) {
        List<String> line = new ArrayList<>(List.of(program(tool).toString()));
        line.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH"));
        environment.put("HOME", folder.toString());
        environment.put("NO_COLOR", "1");
        environment.put("TERM", "dumb");
        environment.put("TZ", "UTC");
        if (kubeconfig != null) {
            environment.put("KUBECONFIG", kubeconfig.toString());
        }
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            var stderr = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            String stdout = text(process.getInputStream());
            return new Result(stdout, stderr.join(), process.waitFor());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Writes the files of a request below a folder. */
    static void write(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
