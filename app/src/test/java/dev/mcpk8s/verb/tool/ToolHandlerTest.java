package dev.mcpk8s.verb.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.ToolStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
