package dev.mcpk8s.verb.tool;

import dev.mcpk8s.command.Tool;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.sandbox.ProgramSearch;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which file is which tool, found once at start. */
@Singleton
final class ToolPrograms {

    private final Map<Tool, Path> programs = new EnumMap<>(Tool.class);
    private final Map<Tool, String> problems = new EnumMap<>(Tool.class);

    @Inject
    ToolPrograms(ToolSettings settings) {
        this(settings, System.getenv("PATH"));
    }

    /**
     * @param searchPath folders as in PATH; null for none
     */
    ToolPrograms(ToolSettings settings, @Nullable String searchPath) {
        String directory = settings.directory();
        ProgramSearch search =
                ProgramSearch.in(directory == null ? null : Path.of(directory), searchPath);
        for (Tool tool : Tool.values()) {
            String configured = settings.path(tool);
            Optional<Path> found =
                    configured == null ? search.find(tool.command()) : program(configured);
            found.ifPresentOrElse(
                    program -> programs.put(tool, program),
                    () -> problems.put(tool, problem(tool, configured)));
        }
    }

    /** The tool's file; empty when it is not installed. */
    Optional<Path> find(Tool tool) {
        return Optional.ofNullable(programs.get(tool)).filter(ProgramSearch::isProgram);
    }

    /**
     * @throws CommandException {@link ErrorCode#TOOL_NOT_INSTALLED}
     */
    Path require(Tool tool) {
        return find(tool)
                .orElseThrow(
                        () -> new CommandException(ErrorCode.TOOL_NOT_INSTALLED, problem(tool)));
    }

    /** Why a tool cannot be run, and what to do. */
    String problem(Tool tool) {
        return problems.getOrDefault(
                tool, tool.command() + " was there when the service started and is gone now");
    }

    private static Optional<Path> program(String configured) {
        try {
            return Optional.of(Path.of(configured)).filter(ProgramSearch::isProgram);
        } catch (InvalidPathException unusable) {
            return Optional.empty();
        }
    }

    private static String problem(Tool tool, @Nullable String configured) {
        String name = tool.command();
        return configured == null
                ? name
                        + " is not installed here: put it on the service's PATH, or name the file"
                        + " with mcp-k8s.tools."
                        + name
                        + ", and start the service again"
                : "mcp-k8s.tools." + name + " does not name an executable file by absolute path";
    }
}
