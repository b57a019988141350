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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects a command's output into the answer of its call: text for the model, the same as
 * structured content, and no more of it than the budget allows.
 *
 * <p>Standard error has a budget of its own, a tenth: it says why a command failed, however much
 * was printed before.
 */
final class ToolAnswer implements Output {

    private static final int STDERR_SHARE = 10;
    private static final int SMALLEST_STDERR = 1_000;
    private static final int MOST_WARNINGS = 20;

    private final String requestId;
    private final OutputWindow window;
    private final BufferedOutput stdout;
    private final BufferedOutput stderr;
    private long stdoutBytes;
    private long stderrBytes;

    ToolAnswer(String requestId, OutputWindow window) {
        this.requestId = requestId;
        this.window = window;
        this.stdout = new BufferedOutput(window.budget());
        this.stderr = new BufferedOutput(Math.max(SMALLEST_STDERR, window.budget() / STDERR_SHARE));
    }

    @Override
    public void emit(OutputEvent event) {
        switch (event) {
            case OutputEvent.Data data when data.channel() == Channel.STDERR -> {
                stderrBytes += data.bytes().length;
                stderr.emit(data);
            }
            case OutputEvent.Data data -> {
                long left = window.offset() - stdoutBytes;
                int length = data.bytes().length;
                stdoutBytes += length;
                if (left <= 0) {
                    stdout.emit(data);
                } else if (left < length) {
                    byte[] rest = Arrays.copyOfRange(data.bytes(), (int) left, length);
                    stdout.emit(new OutputEvent.Data(Channel.STDOUT, rest));
                }
            }
            case OutputEvent.File file -> stdout.emit(file);
            case OutputEvent.Started _, OutputEvent.Finished _ -> {
                stdout.emit(event);
                stderr.emit(event);
            }
        }
    }

    /** What the cluster or the tool warned of, a line each; call it after the engine returned. */
    List<String> warnings() {
        String error = stderr.result().error();
        return error == null
                ? List.of()
                : error.lines()
                        .filter(line -> line.startsWith("Warning: "))
                        .limit(MOST_WARNINGS)
                        .toList();
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
        boolean more = out.truncated() != null;
        String output = more ? wholeLines(out.output()) : out.output();
        String error = err.truncated() == null ? err.error() : wholeLines(err, end.message());
        long next = window.offset() + bytes(output);
        boolean partial = more || window.offset() > 0 || err.truncated() != null;
        ModelResult.Cut cut = partial ? cut(output, error, more ? (Long) next : null) : null;
        String closing = closing(more, next);
        if (err.truncated() != null) {
            closing =
                    (closing == null ? "" : closing + "\n") + closingOfError(error, end.message());
        }
        return answer(
                ModelResult.of(withError(out, error), output, cut, requestId),
                withFiles(closing, out.files()));
    }

    /** The answer to a call that could not be run. */
    static McpSchema.CallToolResult refused(CommandException why, String requestId) {
        return refused(why.code(), why.text(), why.code().exitStatus(), requestId);
    }

    private static McpSchema.CallToolResult refused(
            ErrorCode code, String detail, int exitStatus, String requestId) {
        return answer(
                new ModelResult(
                        false,
                        "",
                        code.title() + ": " + detail,
                        exitStatus,
                        Execution.NATIVE.wireName(),
                        0,
                        null,
                        requestId,
                        null,
                        code.code()),
                null);
    }

    private static McpSchema.CallToolResult answer(ModelResult result, @Nullable String closing) {
        StringBuilder text = new StringBuilder(result.output());
        append(text, result.error());
        append(text, closing);
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

    private static CommandResult withError(CommandResult out, @Nullable String error) {
        return new CommandResult(
                out.success(),
                out.output(),
                error,
                out.exitCode(),
                out.execution(),
                out.durationMs(),
                null,
                out.requestId(),
                out.files());
    }

    private static @Nullable String withFiles(
            @Nullable String closing, @Nullable Map<String, CommandResult.File> files) {
        if (files == null) {
            return closing;
        }
        StringBuilder text = new StringBuilder(closing == null ? "" : closing + "\n");
        files.forEach(
                (path, file) -> {
                    byte[] content = file.base64();
                    text.append(text.isEmpty() ? "" : "\n").append("[file ").append(path);
                    text.append(
                            content == null
                                    ? ": too large for this answer; ask for more with"
                                            + " max_output_bytes]"
                                    : ": " + content.length + " bytes, in files]");
                });
        return text.toString();
    }

    private ModelResult.Cut cut(String output, @Nullable String error, @Nullable Long next) {
        long kept = bytes(output) + (error == null ? 0 : bytes(error));
        return new ModelResult.Cut(kept, Math.max(kept, stdoutBytes + stderrBytes), next);
    }

    /** Says honestly what is not there and how to get it; null when everything is. */
    private @Nullable String closing(boolean more, long next) {
        if (window.offset() > 0 && window.offset() >= stdoutBytes) {
            return "[offset " + window.offset() + " is past the end: " + total() + "]";
        }
        if (more) {
            return "[cut: "
                    + (window.offset() == 0
                            ? "these are " + next
                            : "these are bytes " + window.offset() + " to " + next)
                    + " of "
                    + total()
                    + ". Ask narrowly: a name, -l, --field-selector, --tail, -o name,"
                    + " -o custom-columns, | grep or | jq. Or, for a command that only reads, the same"
                    + " call with offset="
                    + next
                    + " runs it again and goes on here]";
        }
        return window.offset() == 0
                ? null
                : "[the end: from byte " + window.offset() + " of " + total() + "]";
    }

    private String closingOfError(@Nullable String error, @Nullable String message) {
        String said = error == null ? "" : error;
        long kept = bytes(said) - (message == null ? 0 : bytes(message + "\n"));
        return "[cut: of standard error these are "
                + kept
                + " of "
                + stderrBytes
                + " bytes; it may have a tenth of max_output_bytes]";
    }

    private String total() {
        return stdoutBytes + " bytes";
    }

    /** Up to the last line's end; a single line longer than the budget stays cut where it is. */
    private static String wholeLines(String text) {
        int lastEnd = text.lastIndexOf('\n');
        return lastEnd < 0 ? text : text.substring(0, lastEnd + 1);
    }

    /**
     * The same of standard error, which ends with what the engine has to say.
     *
     * @param message as the engine gave it; null for nothing
     */
    private static String wholeLines(CommandResult err, @Nullable String message) {
        String said = err.error() == null ? "" : err.error();
        String added = message == null ? "" : message + "\n";
        String own = said.substring(0, said.length() - added.length());
        // what was cut within a line got a line's end before the message
        String kept =
                own.endsWith("\n") && message != null ? own.substring(0, own.length() - 1) : own;
        return wholeLines(kept) + added;
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
