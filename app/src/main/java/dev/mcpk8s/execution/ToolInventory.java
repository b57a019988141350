package dev.mcpk8s.execution;

import dev.mcpk8s.command.Tool;
import java.util.Map;

/** Which of the external programs are installed here. It answers at once and asks no cluster. */
public interface ToolInventory {

    /** An entry for each tool, in the order of the enum. */
    Map<Tool, ToolStatus> status();

    /** What the kernel holds these programs back from here, by name, in a fixed order. */
    Map<String, Boolean> containment();
}
