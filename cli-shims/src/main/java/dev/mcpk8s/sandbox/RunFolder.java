package dev.mcpk8s.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The private folder of one run: all that a program may see of files, and where it may write. */
final class RunFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final int ATTEMPTS = 5;

    private final Path root;

    private RunFolder(Path root) {
        this.root = root;
    }

    /**
     * @param root does not exist yet
     * @param helpers programs that the tools may start, by absolute path
     */
    static RunFolder make(Path root, SandboxRun run, RunFiles files, Iterable<Path> helpers)
            throws IOException {
        RunFolder folder = new RunFolder(PrivateFiles.makeFolder(root));
        try {
            folder.fill(run, files, helpers);
            return folder;
        } catch (IOException | RuntimeException failure) {
            folder.close();
            throw failure;
        }
    }

    private void fill(SandboxRun run, RunFiles files, Iterable<Path> helpers) throws IOException {
        for (String name : new String[] {"work", "home", "tmp", "cache", "config", "data"}) {
            PrivateFiles.makeFolder(root.resolve(name));
        }
        PrivateFiles.makeEmptyFolder(root.resolve("plugins"));
        Path programs = PrivateFiles.makeFolder(root.resolve("bin"));
        for (Path helper : helpers) {
            Files.createSymbolicLink(programs.resolve(nameOf(helper)), helper);
        }
        if (!nameOf(run.executable()).equals(run.name())) {
            Path own = PrivateFiles.makeFolder(root.resolve("program"));
            Files.createSymbolicLink(own.resolve(run.name()), run.executable());
        }
        String kubeconfig = run.kubeconfig();
        if (kubeconfig != null) {
            PrivateFiles.write(kubeconfig(), kubeconfig.getBytes(StandardCharsets.UTF_8));
        }
        if (run.stdin().length > 0) {
            PrivateFiles.write(root.resolve("stdin"), run.stdin());
        }
        files.writeBelow(workingFolder());
        for (Map.Entry<String, byte[]> own : run.ownFiles().entrySet()) {
            Path file = root.resolve(own.getKey());
            Path parent = file.getParent();
            if (parent != null && !Files.exists(parent)) {
                PrivateFiles.makeFolder(parent);
            }
            PrivateFiles.write(file, own.getValue());
        }
    }

    /** The folder itself, with everything that the program may write to. */
    Path root() {
        return root;
    }

    Path workingFolder() {
        return root.resolve("work");
    }

    /** Standard input: a file, so that a program that reads none of it holds nobody up. */
    @Nullable Path stdin() {
        Path file = root.resolve("stdin");
        return Files.exists(file) ? file : null;
    }

    /** The program under its right name. */
    Path program(SandboxRun run) {
        Path link = root.resolve("program").resolve(run.name());
        return Files.exists(link) ? link : run.executable();
    }

    /**
     * The whole environment of the program. What a tool does not know does it no harm, so all four
     * get the same.
     */
    Map<String, String> environment(String mark) {
        Map<String, String> names = new TreeMap<>();
        names.put(MARK, mark);
        names.put("PATH", in("bin"));
        names.put("HOME", in("home"));
        names.put("TMPDIR", in("tmp"));
        names.put("LANG", "C.UTF-8");
        names.put("TZ", "UTC");
        names.put("TERM", "dumb");
        names.put("NO_COLOR", "1");
        // Go would look for the container's share of processors where a program may not look
        names.put("GOMAXPROCS", Integer.toString(Runtime.getRuntime().availableProcessors()));
        names.put("XDG_CACHE_HOME", in("cache"));
        names.put("XDG_CONFIG_HOME", in("config"));
        names.put("XDG_DATA_HOME", in("data"));
        names.put("KUBECONFIG", kubeconfig().toString());
        names.put("KUBECACHEDIR", in("cache/kube"));
        names.put("KUBECTL_KUBERC", "false");
        names.put("KUBERC", "off");
        addHelm(names);
        // no ISTIOCONFIG: istioctl does not start when the file is missing that it names
        names.put("AUTO_GKE_DETECTION", "false");
        names.put("ARGOCD_CONFIG_DIR", in("config/argocd"));
        return names;
    }

    /** The variable whose value marks a run's processes. */
    static final String MARK = "MCP_K8S_SANDBOX";

    private void addHelm(Map<String, String> names) {
        names.put("HELM_CACHE_HOME", in("cache/helm"));
        names.put("HELM_CONFIG_HOME", in("config/helm"));
        names.put("HELM_DATA_HOME", in("data/helm"));
        names.put("HELM_PLUGINS", in("plugins"));
        names.put("HELM_NO_PLUGINS", "1");
        names.put("HELM_REGISTRY_CONFIG", in("config/helm-registry.json"));
        names.put("HELM_REPOSITORY_CONFIG", in("config/helm-repositories.yaml"));
        names.put("HELM_REPOSITORY_CACHE", in("cache/helm-repository"));
        names.put("HELM_CONTENT_CACHE", in("cache/helm-content"));
        names.put("DOCKER_CONFIG", in("config/docker"));
    }

    /** Removes everything. What cannot be removed now is removed with the service's folder. */
    @Override
    public void close() {
        for (int attempt = 1; ; attempt++) {
            try {
                PrivateFiles.removeTree(root);
                return;
            } catch (IOException | RuntimeException failure) {
                if (attempt == ATTEMPTS) {
                    LOG.atError()
                            .addKeyValue("failure", failure.getClass().getSimpleName())
                            .log("a private folder could not be removed");
                    return;
                }
            }
        }
    }

    private Path kubeconfig() {
        return root.resolve("kubeconfig");
    }

    private String in(String name) {
        return root.resolve(name).toString();
    }

    private static String nameOf(Path program) {
        return String.valueOf(program.getFileName());
    }
}
