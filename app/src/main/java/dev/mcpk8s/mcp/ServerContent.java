package dev.mcpk8s.mcp;

import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import java.util.List;

/**
 * What a server offers besides its tools. Every bean of this type is registered when the server is
 * built; its lists do not change afterwards, which is why no change of a list is announced.
 */
public interface ServerContent {

    /** Prompts, each name once in the whole server. */
    default List<SyncPromptSpecification> prompts() {
        return List.of();
    }

    /** Resources with a fixed address. */
    default List<SyncResourceSpecification> resources() {
        return List.of();
    }

    /** Resources whose address has variables. */
    default List<SyncResourceTemplateSpecification> templates() {
        return List.of();
    }

    /** Suggestions for the arguments of prompts and templates, one entry for each of them. */
    default List<SyncCompletionSpecification> completions() {
        return List.of();
    }
}
