package dev.mcpk8s.verb.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.command.ToolUse;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a request gives a tool beside its line, and what the tool gives back as files. */
class ToolRequestTest extends ToolTestBed {

    ToolRequestTest(@TempDir Path temp) throws IOException {
        super(temp);
    }

    @Test
    void fieldsOfTheRequestBecomeTheToolsOwnFlagsWhereItHasThem() throws Exception {
        tool("helm", "printf '[%s]' \"$@\"");
        ToolUse use =
                new ToolUse(
                        "upgrade",
                        List.of("web", "chart"),
                        Map.of(),
                        false,
                        List.of(),
                        Map.of(
                                ToolUse.Field.NAMESPACE, "namespace",
                                ToolUse.Field.CONTEXT, "kube-context",
                                ToolUse.Field.TIMEOUT, "timeout"),
                        1);
        ToolCommand command =
                new ToolCommand(
                        Tool.HELM,
                        Effect.WRITE,
                        List.of("upgrade", "web", "chart", "--", "x"),
                        use);
        handler().run(command, context(new ClusterTarget("k", "c", "ns"), "", Map.of()));
        assertThat(text(Channel.STDOUT))
                .isEqualTo(
                        "[upgrade][--namespace=ns][--kube-context=c][--timeout=54s][web][chart][--][x]");
        seen.clear();
        handler().run(command, context(new ClusterTarget("k", null, null), "", Map.of()));
        assertThat(text(Channel.STDOUT)).isEqualTo("[upgrade][--timeout=54s][web][chart][--][x]");
    }

    @Test
    void aToolsOwnTimeIsALittleShorter() {
        assertThat(
                        Map.of(1, 1, 2, 1, 10, 9, 60, 54, 300, 290, 3600, 3590).entrySet().stream()
                                .filter(
                                        pair ->
                                                RequestFlags.toolsOwn(
                                                                        Duration.ofSeconds(
                                                                                pair.getKey()))
                                                                .toSeconds()
                                                        != pair.getValue()))
                .isEmpty();
    }

    @Test
    void whatAProgramWritesIsHandedOutWhenItIsAskedFor() throws Exception {
        tool(
                "helm",
                "mkdir -p out/deep; printf 'a\\000\\377' > out/deep/b; printf new > changed; ln -s"
                        + " /etc/passwd link; ln -s /etc folder; printf same > same");
        Map<String, byte[]> files = new ConcurrentHashMap<>();
        files.put("changed", "old".getBytes(StandardCharsets.UTF_8));
        files.put("same", "same".getBytes(StandardCharsets.UTF_8));
        ToolCommand writing =
                new ToolCommand(Tool.HELM, Effect.LOCAL, List.of("create"), ToolUse.WRITING);
        handler().run(writing, context(new ClusterTarget("k", null, null), "", files));
        assertThat(written).containsOnlyKeys("out/deep/b", "changed");
        assertThat(written.get("out/deep/b")).containsExactly('a', 0, 0xff);
        assertThat(written.get("changed")).asString().isEqualTo("new");
        written.clear();
        ToolCommand other = new ToolCommand(Tool.HELM, Effect.LOCAL, List.of("create"));
        handler().run(other, context(new ClusterTarget("k", null, null), "", files));
        assertThat(written).isEmpty();
    }

    @Test
    void argocdGetsItsServerFromAPrivateFileAndNothingElse() throws Exception {
        tool(
                "argocd",
                "printf '[%s]' \"$@\"; cat $ARGOCD_CONFIG_DIR/config; stat -c %a"
                        + " $ARGOCD_CONFIG_DIR/config; test ! -e $KUBECONFIG");
        Path config =
                Files.writeString(
                        tools.resolve("operator.config"),
                        """
                        contexts:
                        - {name: dev, server: dev.test:443, user: dev}
                        - {name: prod, server: prod.test, user: admin}
                        current-context: dev
                        servers:
                        - {server: dev.test:443, grpc-web: true, core: true}
                        - {server: prod.test, insecure: true}
                        users:
                        - {name: dev, auth-token: dev-token, refresh-token: r}
                        - {name: admin, auth-token: prod-token}
                        """);
        ToolCommand list = new ToolCommand(Tool.ARGOCD, Effect.READ, List.of("app", "list"));
        assertThat(handler(config.toString()).run(list, context((String) null)).code()).isZero();
        assertThat(text(Channel.STDOUT))
                .startsWith("[app][list]{")
                .contains("\"dev.test:443\"", "\"grpc-web\":true", "dev-token", "600")
                .doesNotContain("prod", "core", "refresh");
        seen.clear();
        handler(config.toString())
                .run(list, context(new ClusterTarget(null, "prod", null), "", Map.of()));
        assertThat(text(Channel.STDOUT))
                .contains("\"insecure\":true", "prod-token")
                .doesNotContain("dev");
        failsWith(ErrorCode.COMMAND_REFUSED, list, context((String) null));
    }
}
