package dev.mcpk8s.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program gets and what comes back from it. */
class SandboxTest {

    private final Path temp;
    private final Sandbox sandbox;
    private final Tools.Kept kept = new Tools.Kept();

    SandboxTest(@TempDir Path temp) {
        this.temp = temp;
        this.sandbox = Sandbox.open(SandboxSettings.DEFAULT.in(temp.resolve("base")));
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(sandbox.folder())) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly("lock");
        }
        assertThat(Tools.marked(sandbox.folder().getFileName() + "/")).isZero();
        sandbox.close();
        assertThat(sandbox.folder()).doesNotExist();
    }

    private int run(SandboxRun run) throws InterruptedException {
        return sandbox.run(run, kept, StopSignal.NEVER);
    }

    private Path tool(String... lines) throws IOException {
        return Tools.script(temp.resolve("tools"), "tool", lines);
    }

    @Test
    void theExitCodeIsTheProgramsOwn() throws Exception {
        assertThat(run(SandboxRun.of("tool", tool("exit 0")))).isZero();
        assertThat(run(SandboxRun.of("tool", tool("exit 79")))).isEqualTo(79);
    }

    @Test
    void aSignalsExitCodeIs128AndItsNumber() throws Exception {
        assertThat(run(SandboxRun.of("tool", tool("kill -15 $$")))).isEqualTo(143);
        assertThat(run(SandboxRun.of("tool", tool("kill -9 $$")))).isEqualTo(137);
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
        Path tool = tool("for word; do printf '[%s]' \"$word\"; done");
        run(SandboxRun.of("tool", tool, "a b", "", "$(id)", ";", "*", "-x='q'", "line\nbreak"));
        assertThat(kept.text()).isEqualTo("[a b][][$(id)][;][*][-x='q'][line\nbreak]");
    }

    @Test
    void theEnvironmentIsOurs() throws Exception {
        Path environment = Path.of("/usr/bin/env");
        run(SandboxRun.of("env", environment));
        Map<String, String> seen = new TreeMap<>();
        kept.text()
                .lines()
                .forEach(
                        line ->
                                seen.put(
                                        line.substring(0, line.indexOf('=')),
                                        line.substring(line.indexOf('=') + 1)));
        assertThat(seen.keySet())
                .containsExactlyInAnyOrder(
                        ("MCP_K8S_SANDBOX PATH HOME TMPDIR LANG TZ TERM NO_COLOR GOMAXPROCS"
                                        + " XDG_CACHE_HOME"
                                        + " XDG_CONFIG_HOME XDG_DATA_HOME KUBECONFIG KUBECACHEDIR"
                                        + " KUBECTL_KUBERC KUBERC HELM_CACHE_HOME HELM_CONFIG_HOME"
                                        + " HELM_DATA_HOME HELM_PLUGINS HELM_NO_PLUGINS"
                                        + " HELM_REGISTRY_CONFIG HELM_REPOSITORY_CONFIG"
                                        + " HELM_REPOSITORY_CACHE HELM_CONTENT_CACHE DOCKER_CONFIG"
                                        + " AUTO_GKE_DETECTION ARGOCD_CONFIG_DIR")
                                .split(" "));
        String root = sandbox.folder().toString();
        for (String name : List.of("PATH", "HOME", "TMPDIR", "KUBECONFIG", "HELM_PLUGINS")) {
            assertThat(seen.get(name)).startsWith(root).doesNotContain(":");
        }
        assertThat(seen).containsEntry("KUBERC", "off").containsEntry("LANG", "C.UTF-8");
    }

    @Test
    void onThePathIsNothingButDiff() throws Exception {
        Path tool = Tools.script(temp.resolve("tools"), "t", "ls \"${PATH##*:}\"");
        run(SandboxRun.of("t", tool));
        assertThat(kept.text()).isEqualTo("diff\n");
    }

    @Test
    void theProgramIsCalledByItsRightName() throws Exception {
        Path tool = Tools.script(temp.resolve("tools"), "argocd-3.5", "echo \"${0##*/}\"");
        run(SandboxRun.of("argocd", tool));
        assertThat(kept.text()).isEqualTo("argocd\n");
    }

    @Test
    void theKubeconfigIsAPrivateFile() throws Exception {
        Path tool = tool("stat -c %a \"$KUBECONFIG\" \"$HOME/..\"; cat \"$KUBECONFIG\"");
        SandboxRun run =
                new SandboxRun("tool", tool, List.of(), Map.of(), new byte[0], "kind: Config ü\n");
        run(run);
        assertThat(kept.text()).isEqualTo("600\n700\nkind: Config ü\n");
    }

    @Test
    void withoutAKubeconfigThereIsNoSuchFile() throws Exception {
        assertThat(run(SandboxRun.of("tool", tool("test ! -e \"$KUBECONFIG\"")))).isZero();
    }

    @Test
    void standardInputArrivesWholeAndEnds() throws Exception {
        String text = "manifest ü\n".repeat(50_000);
        run(Tools.run(tool("cat"), Map.of(), text));
        assertThat(kept.text()).isEqualTo(text);
    }

    @Test
    void withoutStandardInputThereIsAnEndAtOnce() throws Exception {
        assertThat(run(SandboxRun.of("tool", tool("cat")))).isZero();
        assertThat(kept.text()).isEmpty();
    }

    @Test
    void aProgramThatReadsNoInputIsNotWaitedFor() throws Exception {
        assertThat(run(Tools.run(tool("exit 3"), Map.of(), "x".repeat(2_000_000)))).isEqualTo(3);
    }

    @Test
    void bothStreamsComeApartAndBinaryOutputSurvives() throws Exception {
        Path tool = tool("head -c 300000 /dev/zero; printf '\\377\\000\\r\\n'; echo err >&2");
        run(SandboxRun.of("tool", tool));
        byte[] bytes = kept.bytes();
        assertThat(bytes).hasSize(300_004).endsWith(0xff, 0, '\r', '\n');
        assertThat(kept.errors()).isEqualTo("err\n");
    }

    @Test
    void theWorkingFolderHoldsTheRequestsFiles() throws Exception {
        Path tool = tool("pwd; find . -type f | sort; cat deep/er/b.yaml; stat -c %a a.yaml deep");
        Map<String, byte[]> files =
                Map.of("./a.yaml", bytes("a"), "deep/er/b.yaml", bytes("b\n"), "deep/c", bytes(""));
        run(Tools.run(tool, files, ""));
        assertThat(kept.text())
                .startsWith(sandbox.folder().toString())
                .endsWith("/work\n./a.yaml\n./deep/c\n./deep/er/b.yaml\nb\n600\n700\n");
    }

    @Test
    void whatAProgramMakesIsRemovedWithoutFollowingLinks() throws Exception {
        Path precious = Files.writeString(temp.resolve("precious"), "x");
        Path folder = Files.createDirectory(temp.resolve("folder"));
        Files.writeString(folder.resolve("file"), "x");
        Path tool =
                tool(
                        "mkdir -p \"$HOME/a/b\"; echo x > \"$HOME/a/b/c\"",
                        "ln -s " + precious + " link; ln -s " + folder + " \"$TMPDIR/folder\"",
                        "chmod 0500 \"$HOME/a/b\"; chmod 0 \"$HOME/a\" .");
        assertThat(run(SandboxRun.of("tool", tool))).isZero();
        assertThat(precious).hasContent("x");
        assertThat(folder.resolve("file")).exists();
    }

    @Test
    void aReceiverThatThrowsEndsTheProgram() throws Exception {
        SandboxOutput broken =
                new SandboxOutput() {
                    @Override
                    public void stdout(byte[] piece) {
                        throw new IllegalStateException("reader gone");
                    }

                    @Override
                    public void stderr(byte[] piece) {}
                };
        SandboxRun endless = SandboxRun.of("tool", tool("while :; do echo line; done"));
        assertThatThrownBy(() -> sandbox.run(endless, broken, StopSignal.NEVER))
                .hasMessage("reader gone");
    }

    @Test
    void argumentsThatNoProgramCanGetAreRefused() throws Exception {
        Path tool = tool("exit 0");
        for (String argument : List.of("a\0b", "x".repeat(200_000))) {
            assertThatThrownBy(() -> run(SandboxRun.of("tool", tool, argument)))
                    .isInstanceOfSatisfying(
                            SandboxException.class,
                            refused ->
                                    assertThat(refused.reason())
                                            .isEqualTo(SandboxException.Reason.INPUT_REFUSED));
        }
    }

    @Test
    void aProgramThatCannotBeStartedIsNamedWithoutItsArguments() throws Exception {
        Path folder = temp.resolve("tools");
        assertThatThrownBy(
                        () -> {
                            int code =
                                    run(
                                            SandboxRun.of(
                                                    "tool", folder.resolve("none"), "--token=s3"));
                            throw new IllegalStateException("exit " + code + kept.errors());
                        })
                .hasMessageNotContaining("s3");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
