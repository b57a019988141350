package dev.mcpk8s.execution;

import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolOptions;
import dev.mcpk8s.commandline.CommandText;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request, the same from every surface.
 *
 * @param id names the request in answers and logs
 * @param tool the tool that the endpoint names; null when the text starts with it
 * @param stdin standard input, empty when none was given; not copied
 * @param files the files the command line may name, by relative path
 * @param pipefail whether a line with pipes ends with the code of the last one that failed
 * @param repeats whether the command ran before and runs again for the rest of its output, which
 *     only one that reads may
 * @param options what external programs are told beside the command line
 */
public record CommandRequest(
        String id,
        @Nullable Tool tool,
        CommandText text,
        ClusterTarget target,
        Duration timeout,
        byte[] stdin,
        Map<String, byte[]> files,
        boolean pipefail,
        boolean repeats,
        ToolOptions options) {

    public CommandRequest {
        files = Map.copyOf(files);
    }

    /** The same request with an answer that a model reads. */
    public CommandRequest forModel() {
        return new CommandRequest(
                id,
                tool,
                text,
                target.forModel(),
                timeout,
                stdin,
                files,
                pipefail,
                repeats,
                options);
    }

    /** The same request, once more. */
    public CommandRequest again() {
        return new CommandRequest(
                id, tool, text, target, timeout, stdin, files, pipefail, true, options);
    }
}
