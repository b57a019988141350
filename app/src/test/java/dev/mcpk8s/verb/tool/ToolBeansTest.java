package dev.mcpk8s.verb.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.Tool;
import dev.mcpk8s.execution.ToolInventory;
import dev.mcpk8s.execution.ToolStatus;
import dev.mcpk8s.sandbox.ContainmentMode;
import dev.mcpk8s.sandbox.Sandbox;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings reach the sandbox, and its folder goes with the service. */
class ToolBeansTest {

    private static final String[] LAYERS = {
        "files", "network", "signals", "system_calls", "process_tree", "memory", "processes"
    };

    @Test
    void settingsAreReadAndTheFolderGoesWithTheService(@TempDir Path temp) throws IOException {
        Path base = Files.createDirectory(temp.resolve("base"));
        Path tool = Files.writeString(temp.resolve("kubectl"), "#!/bin/sh\necho v1.2.3\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        Map<String, Object> settings =
                Map.of(
                        "mcp-k8s.sandbox.directory",
                        base.toString(),
                        "mcp-k8s.sandbox.maximum-concurrent",
                        3,
                        "mcp-k8s.sandbox.containment",
                        "off",
                        "mcp-k8s.tools.kubectl",
                        tool.toString(),
                        "mcp-k8s.tools.helm",
                        "/nowhere/helm");
        try (ApplicationContext context = ApplicationContext.run(settings)) {
            SandboxLimits limits = context.getBean(SandboxLimits.class);
            assertThat(limits.settings().maximumConcurrent()).isEqualTo(3);
            assertThat(limits.settings().maximumQueue()).isEqualTo(256);
            assertThat(limits.settings().containment()).isEqualTo(ContainmentMode.OFF);
            assertThat(context.getBean(ToolInventory.class).containment())
                    .containsOnlyKeys(LAYERS)
                    .doesNotContainValue(true);
            assertThat(limits.settings().maximumOutput()).isEqualTo(1L << 30);
            assertThat(context.getBean(Sandbox.class)).isSameAs(context.getBean(Sandbox.class));
            assertThat(context.getBean(ToolHandler.class).commandType()).isNotNull();
            Map<Tool, ToolStatus> status = context.getBean(ToolInventory.class).status();
            assertThat(status.get(Tool.KUBECTL)).returns(true, ToolStatus::available);
            assertThat(status.get(Tool.HELM))
                    .satisfies(helm -> assertThat(helm.error()).contains("mcp-k8s.tools.helm"));
            try (Stream<Path> folders = Files.list(base)) {
                assertThat(folders).hasSize(1);
            }
        }
        try (Stream<Path> folders = Files.list(base)) {
            assertThat(folders).isEmpty();
        }
    }
}
