package dev.mcpk8s.execution;

import dev.mcpk8s.command.Tool;
import java.util.Map;

/** Which external tools are installed here; cached, answered without a cluster. */
public interface ToolInventory {

    /** One entry for each tool. */
    Map<Tool, ToolStatus> tools();
}
