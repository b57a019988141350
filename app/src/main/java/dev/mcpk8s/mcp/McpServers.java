package dev.mcpk8s.mcp;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one MCP server that all transports share. */
@Factory
final class McpServers {

    private static final String INSTRUCTIONS =
            "kubectl, helm, istioctl and argocd for the Kubernetes cluster this client is"
                    + " configured for. Each call runs one command; its exit code, stdout and stderr come back as the"
                    + " tool gave them. Look before you change: get, describe, events, logs first."
                    + " Big answers are cut, so ask narrowly.";

    /** Longer than whoever asks a client waits. */
    private static final Duration LATER = Duration.ofMinutes(1);

    /**
     * Its handlers run on the transports' own virtual threads: the SDK's default is a pool of a few
     * threads, where a quick call waits for slow ones. Arguments are checked by the tools, whose
     * words are kinder and never repeat a value.
     */
    @Singleton
    @Bean(preDestroy = "closeGracefully")
    McpSyncServer server(
            McpSessions sessions,
            CommandTool tools,
            ConfirmationSettings confirmation,
            List<SyncToolSpecification> more,
            List<ServerContent> contents) {
        return McpServer.sync(sessions)
                .serverInfo(
                        McpSchema.Implementation.builder("mcp-k8s", version())
                                .title("Kubernetes command-line tools")
                                .build())
                .instructions(INSTRUCTIONS)
                .capabilities(
                        McpSchema.ServerCapabilities.builder()
                                .tools(true)
                                .prompts(false)
                                .resources(true, false)
                                .completions()
                                .logging()
                                .build())
                .tools(tools.specifications())
                .tools(inOrder(more))
                .prompts(all(contents, ServerContent::prompts))
                .resources(all(contents, ServerContent::resources))
                .resourceTemplates(all(contents, ServerContent::templates))
                .completions(all(contents, ServerContent::completions))
                .immediateExecution(true)
                .validateToolInputs(false)
                .requestTimeout(confirmation.within().plus(LATER))
                .build();
    }

    /** A list that changes its order makes clients take it for another one. */
    private static List<SyncToolSpecification> inOrder(List<SyncToolSpecification> tools) {
        return tools.stream().sorted(Comparator.comparing(one -> one.tool().name())).toList();
    }

    private static <T> List<T> all(
            List<ServerContent> contents, Function<ServerContent, List<T>> part) {
        return contents.stream().map(part).flatMap(List::stream).toList();
    }

    static String version() {
        @Nullable String packaged = McpServers.class.getPackage().getImplementationVersion();
        return packaged == null ? "development" : packaged;
    }
}
