package dev.mcpk8s.mcp;

import dev.mcpk8s.command.Execution;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.Output;
import dev.mcpk8s.execution.OutputEvent;
import dev.mcpk8s.stream.BufferedOutput;
import dev.mcpk8s.stream.CommandResult;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Collects a command's output into the answer of its call: text for the model, the same as
 * structured content, and no more of it than the budget allows.
 *
 * <p>Standard error has a small budget of its own: it says why a command failed, however much was
 * printed before.
 */
final class ToolAnswer implements Output {

    private static final int STDERR_BUDGET = 20_000;

    private final String requestId;
    private final BufferedOutput stdout;
    private final BufferedOutput stderr = new BufferedOutput(STDERR_BUDGET);
    private long totalBytes;

    /**
     * @param budget bytes of standard output
     */
    ToolAnswer(String requestId, int budget) {
        this.requestId = requestId;
        this.stdout = new BufferedOutput(budget);
    }

    @Override
    public void emit(OutputEvent event) {
        switch (event) {
            case OutputEvent.Data data -> {
                totalBytes += data.bytes().length;
                (data.channel() == Channel.STDOUT ? stdout : stderr).emit(data);
            }
            case OutputEvent.Started _, OutputEvent.Finished _ -> {
                stdout.emit(event);
                stderr.emit(event);
            }
        }
    }

    /** The answer; call it only after the engine has returned. */
    McpSchema.CallToolResult toResult() {
        OutputEvent.Finished end = stdout.end();
        ErrorCode code = end.code();
        if (code != null && code.refusesRequest()) {
            return refused(code, String.valueOf(end.message()), end.exitStatus(), requestId);
        }
        CommandResult out = stdout.result();
        CommandResult err = stderr.result();
        boolean cut = out.truncated() != null || err.truncated() != null;
        String output = out.truncated() == null ? out.output() : wholeLines(out.output());
        CommandResult result =
                new CommandResult(
                        out.success(),
                        output,
                        err.error(),
                        out.exitCode(),
                        out.execution(),
                        out.durationMs(),
                        cut ? truncation(output, err.error()) : null,
                        requestId);
        return answer(result);
    }

    /** The answer to a call that could not be run. */
    static McpSchema.CallToolResult refused(CommandException why, String requestId) {
        return refused(why.code(), why.text(), why.code().exitStatus(), requestId);
    }

    private static McpSchema.CallToolResult refused(
            ErrorCode code, String detail, int exitStatus, String requestId) {
        return answer(
                new CommandResult(
                        false,
                        "",
                        code.title() + ": " + detail,
                        exitStatus,
                        Execution.NATIVE.wireName(),
                        0,
                        null,
                        requestId));
    }

    private static McpSchema.CallToolResult answer(CommandResult result) {
        StringBuilder text = new StringBuilder(result.output());
        append(text, result.error());
        CommandResult.Truncation cut = result.truncated();
        if (cut != null) {
            append(
                    text,
                    "[cut: these are "
                            + cut.keptBytes()
                            + " of "
                            + cut.totalBytes()
                            + " bytes. For the rest ask narrowly: a name, -l, --field-selector,"
                            + " --tail, -o name or -o custom-columns]");
        }
        return McpSchema.CallToolResult.builder()
                .addTextContent(text.toString())
                .structuredContent(result)
                .isError(result.exitCode() != 0)
                .build();
    }

    private static void append(StringBuilder text, @Nullable String more) {
        if (more != null) {
            boolean inLine = !text.isEmpty() && text.charAt(text.length() - 1) != '\n';
            text.append(inLine ? "\n" : "").append(more);
        }
    }

    private CommandResult.Truncation truncation(String output, @Nullable String error) {
        long kept = bytes(output) + (error == null ? 0 : bytes(error));
        return new CommandResult.Truncation(kept, Math.max(kept, totalBytes));
    }

    /** Up to the last line's end; a single line longer than the budget stays cut where it is. */
    private static String wholeLines(String text) {
        int lastEnd = text.lastIndexOf('\n');
        return lastEnd < 0 ? text : text.substring(0, lastEnd + 1);
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
