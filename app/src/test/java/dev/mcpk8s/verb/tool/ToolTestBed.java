package dev.mcpk8s.verb.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.cluster.ProgramKubeconfig;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.Effect;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.Output;
import dev.mcpk8s.execution.OutputEvent;
import dev.mcpk8s.sandbox.Sandbox;
import dev.mcpk8s.sandbox.SandboxSettings;
import dev.mcpk8s.verb.tool.release.ReleaseFollower.Following;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A handler with a sandbox of its own, in which scripts play the tools. */
abstract class ToolTestBed {

    final Path temp;
    final Path tools;
    final Sandbox sandbox;

    /** The port that a program may connect to. */
    int gate = 1;

    final Cancellation cancellation = new Cancellation();
    final Map<Channel, String> seen = new ConcurrentHashMap<>();
    final Map<String, byte[]> written = new ConcurrentHashMap<>();

    ToolTestBed(Path temp) throws IOException {
        this.temp = temp;
        this.tools = Files.createDirectory(temp.resolve("tools"));
        this.sandbox = Sandbox.open(SandboxSettings.DEFAULT.in(temp.resolve("base")));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    void tool(String name, String script) throws IOException {
        Path file =
                Files.writeString(tools.resolve(name), "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    ToolSettings settings(@Nullable String argocdConfig) {
        return new ToolSettings(tools.toString(), null, null, null, null, argocdConfig, true);
    }

    ToolPrograms programs() {
        return new ToolPrograms(settings(null), (String) null);
    }

    ToolHandler handler() {
        return handler(sandbox, null);
    }

    ToolHandler handler(Sandbox sandbox) {
        return handler(sandbox, null);
    }

    ToolHandler handler(@Nullable String argocdConfig) {
        return handler(sandbox, argocdConfig);
    }

    private ToolHandler handler(Sandbox sandbox, @Nullable String argocdConfig) {
        return new ToolHandler(
                sandbox,
                programs(),
                target -> new ProgramKubeconfig.Guarded(render(target), false, Set.of(gate)),
                ToolTestBed::render,
                new ArgocdLogin(settings(argocdConfig)),
                (_, _, _) -> Following.NONE);
    }

    static String render(ClusterTarget target) {
        if (target.kubeconfig() == null) {
            throw new CommandException(ErrorCode.KUBECONFIG_MISSING, "no kubeconfig");
        }
        return "rendered " + target.kubeconfig() + " " + target.namespace() + "\n";
    }

    ExecutionContext context(ClusterTarget target, String stdin, Map<String, byte[]> files) {
        Output output =
                event -> {
                    if (event instanceof OutputEvent.Data(Channel channel, byte[] bytes)) {
                        seen.merge(
                                channel, new String(bytes, StandardCharsets.UTF_8), String::concat);
                    } else if (event instanceof OutputEvent.File(String path, byte[] content)) {
                        written.put(path, content);
                    }
                };
        return new ExecutionContext(
                "id",
                target,
                stdin.getBytes(StandardCharsets.UTF_8),
                files,
                Duration.ofMinutes(1),
                output,
                cancellation);
    }

    ExecutionContext context(@Nullable String kubeconfig) {
        return context(new ClusterTarget(kubeconfig, null, "ns"), "", Map.of());
    }

    static ToolCommand kubectl(Effect effect, String... words) {
        return new ToolCommand(Tool.KUBECTL, effect, List.of(words));
    }

    String text(Channel channel) {
        return seen.getOrDefault(channel, "");
    }

    void failsWith(ErrorCode code, ToolCommand command, ExecutionContext context) {
        assertThatThrownBy(() -> handler().run(command, context))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
