package dev.mcpk8s.testcluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real Kubernetes 1.36.2 control plane without nodes: pods stay pending, everything else works.
 * Taken as a parameter with {@link TestClusterExtension} it is the one that all tests of a run
 * share, so a test works in a {@linkplain #newNamespace() namespace of its own} and breaks nothing;
 * one that must break things takes an {@link IsolatedCluster}.
 */
public sealed class TestCluster permits IsolatedCluster {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    /** Virtual threads that wait for a pipe would use up their carriers. */
    private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

    private final Launcher launcher;
    private final Path folder;
    private final Map<String, Path> homes = new ConcurrentHashMap<>();

    TestCluster(Launcher launcher) {
        this.launcher = launcher;
        this.folder = Path.of(launcher.text("dir"));
    }

    /**
     * The cluster that this JVM's tests share, started by the first call. For places that no
     * parameter reaches; it ends with the JVM.
     *
     * @throws IllegalStateException if it cannot start, saying what is missing; later calls fail
     *     alike at once
     */
    public static TestCluster shared() {
        return SharedCluster.PLAIN.get();
    }

    /** The URL of the API server: https, a loopback address and a port. */
    public String server() {
        return launcher.text("server");
    }

    /**
     * A bearer token of system:masters. This and every other kubeconfig is YAML that names no file.
     */
    public String adminKubeconfig() {
        return kubeconfig("admin");
    }

    /**
     * A client certificate of a cluster admin; its key is on an elliptic curve, "EC PRIVATE KEY".
     */
    public String clientCertificateKubeconfig() {
        return kubeconfig("client-cert");
    }

    /** A client certificate of a cluster admin; its key is RSA in PKCS#1, "RSA PRIVATE KEY". */
    public String rsaClientCertificateKubeconfig() {
        return kubeconfig("client-cert-rsa");
    }

    /**
     * A bearer token of a user who may get and list pods and config maps in namespace limited-ns,
     * nothing else.
     */
    public String limitedKubeconfig() {
        return kubeconfig("limited");
    }

    /** The admin's token, and an authority that did not sign the API server's certificate. */
    public String wrongCaKubeconfig() {
        return kubeconfig("wrong-ca");
    }

    /** A client certificate that was good until yesterday: the API server answers 401. */
    public String expiredCertificateKubeconfig() {
        return kubeconfig("expired-cert");
    }

    private String kubeconfig(String name) {
        try {
            return Files.readString(folder.resolve(name + ".kubeconfig"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The real kubectl, in exactly the version that ours is held against. */
    public Path kubectl() {
        return Path.of(launcher.text("kubectl"));
    }

    /**
     * Runs the real kubectl with the admin's kubeconfig, and nothing of this process's environment
     * but PATH.
     */
    public KubectlResult run(String... args) {
        return runWith(adminKubeconfig(), args);
    }

    /** Runs the real kubectl with a kubeconfig given as text. */
    public KubectlResult runWith(String kubeconfig, String... args) {
        return runOnce(kubeconfig, new byte[0], args);
    }

    /**
     * Runs the real kubectl in a folder. Who has one kubeconfig, and acts as one user, has one home
     * here, and with it one discovery cache: for thousands of runs on a cluster that stays as it
     * is.
     */
    public KubectlResult runIn(Path folder, String kubeconfig, byte[] stdin, String... args) {
        String actingAs =
                Stream.of(args)
                        .filter(word -> word.startsWith("--as"))
                        .collect(Collectors.joining(" "));
        Path home = homes.computeIfAbsent(kubeconfig + actingAs, _ -> home(kubeconfig));
        return execute(folder, home, stdin, args);
    }

    private Path home(String kubeconfig) {
        try {
            Path home = Files.createTempDirectory(folder, "home-");
            Files.writeString(home.resolve("kubeconfig"), kubeconfig);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KubectlResult runOnce(String kubeconfig, byte[] stdin, String... args) {
        try (PrivateFolder home = PrivateFolder.in(folder)) {
            Files.writeString(home.path().resolve("kubeconfig"), kubeconfig);
            return execute(home.path(), home.path(), stdin, args);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the real kubectl as admin with a text as its standard input. */
    public KubectlResult runWithInput(String stdin, String... args) {
        return runOnce(adminKubeconfig(), stdin.getBytes(StandardCharsets.UTF_8), args);
    }

    /** Applies manifests as admin, and fails the test when kubectl does not accept them. */
    public void apply(String yaml) {
        runWithInput(yaml, "apply", "-f", "-").orThrow();
    }

    /** Waits until objects of every custom resource definition can be made. */
    public void awaitTypes() {
        KubectlResult established;
        int attempts = 0;
        do { // kubectl fails at once on one that has no conditions yet
            established = run("wait", "crd", "--all", "--for=condition=Established");
        } while (established.exitCode() != 0 && ++attempts < 100);
        established.orThrow();
    }

    /**
     * A new namespace for one test, with what the controllers put into each. It needs no clearing
     * away.
     */
    public String newNamespace() {
        String name = "test-" + ProcessHandle.current().pid() + "-" + NAMESPACES.incrementAndGet();
        run("create", "namespace", name).orThrow();
        run("wait", "-n", name, "--for=create", "--timeout=120s", "serviceaccount/default")
                .orThrow();
        run("wait", "-n", name, "--for=create", "--timeout=120s", "configmap/kube-root-ca.crt")
                .orThrow();
        return name;
    }

    private KubectlResult execute(Path workingFolder, Path home, byte[] stdin, String... args) {
        List<String> command = new ArrayList<>(List.of(kubectl().toString()));
        command.addAll(List.of(args));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(workingFolder.toFile());
            Map<String, String> environment = builder.environment();
            environment.keySet().retainAll(List.of("PATH"));
            environment.put("HOME", home.toString());
            environment.put("KUBECONFIG", home.resolve("kubeconfig").toString());
            // It ends before it has garbage worth collecting, or work for a second processor.
            environment.put("GOGC", "off");
            environment.put("GOMAXPROCS", "1");
            return communicate(builder.start(), stdin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while kubectl ran", e);
        }
    }

    private static KubectlResult communicate(Process process, byte[] stdin)
            throws IOException, InterruptedException {
        try {
            var stdout =
                    CompletableFuture.supplyAsync(() -> text(process.getInputStream()), THREADS);
            var stderr =
                    CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), THREADS);
            try (OutputStream input = process.getOutputStream()) {
                input.write(stdin);
            } catch (IOException e) {
                // kubectl ended without reading it all: its exit code and words tell the rest
            }
            return new KubectlResult(stdout.join(), stderr.join(), process.waitFor());
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that holds the cluster: what a test of sudden ends kills. */
    ProcessHandle launcherProcess() {
        return launcher.handle();
    }

    /** The cluster's programs and their process ids, as of its start. */
    Map<String, Long> processes() {
        return launcher.processes();
    }

    Path folder() {
        return folder;
    }

    Launcher launcher() {
        return launcher;
    }
}
