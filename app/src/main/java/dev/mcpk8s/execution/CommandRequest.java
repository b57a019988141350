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
 */
public record CommandRequest(
        String id,
        @Nullable Tool tool,
        CommandText text,
        ClusterTarget target,
        byte[] stdin,
        Map<String, byte[]> files,
        Options options) {

    /**
     * How a request is to be run.
     *
     * @param timeout after which it is stopped
     * @param pipefail whether a line with pipes ends with the code of the last one that failed
     * @param repeats whether the command ran before and runs again for the rest of its output,
     *     which only one that reads may
     * @param tools what a command is told beside its command line
     */
    public record Options(Duration timeout, boolean pipefail, boolean repeats, ToolOptions tools) {

        /** The usual way. */
        public static Options within(Duration timeout) {
            return new Options(timeout, false, false, ToolOptions.NONE);
        }

        private Options instead(Duration limit) {
            return new Options(limit, false, repeats, tools);
        }

        private Options again() {
            return new Options(timeout, pipefail, true, tools);
        }
    }

    public CommandRequest {
        files = Map.copyOf(files);
    }

    /** The same request with an answer that a model reads. */
    public CommandRequest forModel() {
        return new CommandRequest(id, tool, text, target.forModel(), stdin, files, options);
    }

    /** Another command with all that this one was given. */
    public CommandRequest instead(Tool otherTool, CommandText command, Duration limit) {
        return new CommandRequest(
                id, otherTool, command, target, stdin, files, options.instead(limit));
    }

    /** The same request, once more. */
    public CommandRequest again() {
        return new CommandRequest(id, tool, text, target, stdin, files, options.again());
    }
}
