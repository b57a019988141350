package dev.mcpk8s.verb.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.ToolStatus;
import dev.mcpk8s.sandbox.Sandbox;
import dev.mcpk8s.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a tool's command line to its sandboxed run; scripts play the tools. */
class ToolHandlerTest extends ToolTestBed {

    ToolHandlerTest(@TempDir Path temp) throws IOException {
        super(temp);
    }

    @Test
    void aCommandLineRunsWithItsKubeconfigFilesAndInput() throws Exception {
        tool("kubectl", "printf '[%s]' \"$@\"; cat \"$KUBECONFIG\" dir/a -; echo oops >&2; exit 9");
        ExecutionContext context =
                context(
                        new ClusterTarget("theirs", null, "web"),
                        "input\n",
                        Map.of("dir/a", "content\n".getBytes(StandardCharsets.UTF_8)));
        ToolCommand command = kubectl(Effect.WRITE, "apply", "-f", "a b");
        assertThat(handler().run(command, context).code()).isEqualTo(9);
        assertThat(text(Channel.STDOUT))
                .isEqualTo("[apply][-f][a b]rendered theirs web\ncontent\ninput\n");
        assertThat(text(Channel.STDERR)).isEqualTo("oops\n");
    }

    @Test
    void aLocalCommandNeedsNoKubeconfig() throws Exception {
        tool("kubectl", "test ! -e \"$KUBECONFIG\"");
        assertThat(handler().run(kubectl(Effect.LOCAL), context((String) null)).isSuccess())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = Effect.class, mode = EnumSource.Mode.EXCLUDE, names = "LOCAL")
    void anyOtherDoes(Effect effect) throws Exception {
        tool("kubectl", "exit 0");
        failsWith(ErrorCode.KUBECONFIG_MISSING, kubectl(effect), context((String) null));
    }

    @ParameterizedTest
    @EnumSource(Tool.class)
    void aMissingToolIsSaidWithWhatToDo(Tool tool) {
        assertThatThrownBy(
                        () ->
                                handler()
                                        .run(
                                                new ToolCommand(tool, Effect.READ, List.of()),
                                                context("k")))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        missing -> {
                            assertThat(missing.code()).isEqualTo(ErrorCode.TOOL_NOT_INSTALLED);
                            assertThat(missing.exitStatus().code()).isEqualTo(127);
                            assertThat(missing.text())
                                    .startsWith(tool.command() + " is not installed here")
                                    .contains("mcp-k8s.tools." + tool.command());
                        });
    }

    @Test
    void filesThatClimbAreRefused() throws Exception {
        tool("kubectl", "exit 0");
        ExecutionContext context =
                context(new ClusterTarget("k", null, null), "", Map.of("../a", new byte[0]));
        failsWith(ErrorCode.INVALID_REQUEST, kubectl(Effect.READ), context);
    }

    /** With the kernel's help kubectl reaches its proxy and nothing else; a local one, nothing. */
    @Test
    void aProgramReachesTheGateOnly() throws Exception {
        assumeTrue(sandbox.containment().network(), "this kernel's Landlock knows no ports");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "no perl here");
        try (ServerSocket open = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            gate = open.getLocalPort();
            tool("kubectl", CONNECT.replace("PORT", Integer.toString(gate)));
            assertThat(handler().run(kubectl(Effect.READ), context("k")).code()).isZero();
            assertThat(handler().run(kubectl(Effect.LOCAL), context("k")).code()).isEqualTo(1);
            tool("kubectl", CONNECT.replace("PORT", Integer.toString(other.getLocalPort())));
            assertThat(handler().run(kubectl(Effect.WRITE), context("k")).code()).isEqualTo(1);
        }
    }

    private static final String CONNECT =
            "exec perl -MSocket -e 'exit(socket(S, AF_INET, SOCK_STREAM, 0)"
                    + " && connect(S, pack_sockaddr_in(PORT, INADDR_LOOPBACK)) ? 0 : 1)'";

    @Test
    void aFullDiskIsSaidAsSuch() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root may mount");
        tool("kubectl", "cat big | wc -c");
        Path disk = Files.createDirectory(temp.resolve("disk"));
        assumeTrue(
                system("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk.toString()) == 0,
                "no file system can be mounted here");
        try (Sandbox full = Sandbox.open(SandboxSettings.DEFAULT.in(disk))) {
            byte[] big = new byte[600_000];
            ExecutionContext tooMuch =
                    context(new ClusterTarget("k", null, null), "", Map.of("big", big));
            assertThatThrownBy(() -> handler(full).run(kubectl(Effect.READ), tooMuch))
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            failure -> {
                                assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
                                assertThat(failure.code().httpStatus()).isEqualTo(507);
                                assertThat(failure.text()).contains("mcp-k8s.sandbox.directory");
                            });
            ExecutionContext less =
                    context(new ClusterTarget("k", null, null), "", Map.of("big", new byte[9]));
            assertThat(handler(full).run(kubectl(Effect.READ), less).code()).isZero();
            assertThat(text(Channel.STDOUT)).isEqualTo("9\n");
        } finally {
            assertThat(system("umount", disk.toString())).isZero();
        }
    }

    private static int system(String... words) throws Exception {
        return new ProcessBuilder(words).inheritIO().start().waitFor();
    }

    @Test
    void aCancelledCommandEnds() throws Exception {
        tool(
                "kubectl",
                "trap '' TERM; (setsid sleep 600 &); echo ready; while :; do sleep 1; done");
        Thread canceller =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (!text(Channel.STDOUT).contains("ready")) {
                                        Thread.onSpinWait();
                                    }
                                    cancellation.cancel(ErrorCode.CANCELLED);
                                });
        assertThat(handler().run(kubectl(Effect.READ), context("k")).code()).isEqualTo(137);
        canceller.join();
    }

    @Test
    void theServiceIsShuttingDown() throws Exception {
        tool("kubectl", "exit 0");
        sandbox.close();
        failsWith(ErrorCode.SHUTTING_DOWN, kubectl(Effect.READ), context("k"));
    }

    @Test
    void theInventoryKnowsWhatIsThereAndWhichVersion() throws Exception {
        tool("kubectl", "echo 'Client Version: v1.36.2'; echo 'Kustomize Version: v5.8.1'");
        tool("helm", "echo 'v3.22.0+g1234567'");
        tool("argocd", "echo 'argocd: broken' >&2; exit 20");
        InstalledTools installed = new InstalledTools(programs(), sandbox);
        installed.askVersions();
        Map<Tool, ToolStatus> status = installed.status();
        assertThat(status.keySet()).containsExactly(Tool.values());
        assertThat(status)
                .containsEntry(Tool.KUBECTL, new ToolStatus(true, "v1.36.2", null))
                .containsEntry(Tool.HELM, new ToolStatus(true, "v3.22.0+g1234567", null))
                .containsEntry(
                        Tool.ARGOCD,
                        new ToolStatus(true, null, "it did not say its version in time"));
        assertThat(status.get(Tool.ISTIOCTL))
                .returns(false, ToolStatus::available)
                .satisfies(missing -> assertThat(missing.error()).contains("istioctl"));
    }

    @Test
    void aConfiguredPathIsTakenOrIsAProblem() throws Exception {
        tool("kubectl-1.36", "exit 0");
        ToolSettings settings =
                new ToolSettings(
                        null,
                        tools.resolve("kubectl-1.36").toString(),
                        "bin/helm",
                        "\0",
                        null,
                        null,
                        true);
        ToolPrograms programs = new ToolPrograms(settings, tools.toString());
        assertThat(programs.find(Tool.KUBECTL)).contains(tools.resolve("kubectl-1.36"));
        assertThat(programs.problem(Tool.HELM)).contains("mcp-k8s.tools.helm");
        assertThat(programs.find(Tool.HELM)).isEmpty();
        assertThat(programs.find(Tool.ISTIOCTL)).isEmpty();
    }
}
