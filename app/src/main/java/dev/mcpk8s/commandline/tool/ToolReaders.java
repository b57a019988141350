package dev.mcpk8s.commandline.tool;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.Tool;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The readers of the tools that have a table, which are all but kubectl. */
@Singleton
public final class ToolReaders {

    private final Map<Tool, ToolReader> readers = new EnumMap<>(Tool.class);

    public ToolReaders() {
        for (Tool tool : List.of(Tool.HELM, Tool.ISTIOCTL, Tool.ARGOCD)) {
            readers.put(tool, new ToolReader(tool));
        }
    }

    /** With another reader for one of them. */
    ToolReaders with(Tool tool, ToolReader reader) {
        readers.put(tool, reader);
        return this;
    }

    /** {@link ToolReader#read} of the tool's reader. */
    public Command read(Tool tool, List<String> words) {
        return Objects.requireNonNull(readers.get(tool)).read(words);
    }
}
