package dev.mcpk8s.mcp.resource;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.CommandEngine;
import dev.mcpk8s.execution.CommandRequest;
import dev.mcpk8s.execution.CommandRequests;
import dev.mcpk8s.execution.OutputEvent;
import dev.mcpk8s.stream.BufferedOutput;
import dev.mcpk8s.stream.CommandResult;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the caller's cluster through the same engine as every command, so that the same
 * policy, limits and log apply; what fails becomes an error of the protocol.
 */
@Singleton
public final class ClusterReader {

    /** The cluster, or the way to it, failed: none of JSON-RPC's own codes says that. */
    public static final int CLUSTER_FAILED = -32000;

    /** More than the largest object that a cluster can hold takes as JSON. */
    private static final int LARGEST = 8 * 1024 * 1024;

    private static final Pattern ABSENT =
            Pattern.compile(
                    "Error from server \\(NotFound\\).*|error: the server doesn't have a resource"
                            + " type .*|.*context was not found for specified context.*"
                            + "|.*context .* does not exist.*|Error: release: not found.*",
                    Pattern.DOTALL);

    private final CommandEngine engine;
    private final CommandRequests requests;

    public ClusterReader(CommandEngine engine, CommandRequests requests) {
        this.engine = engine;
        this.requests = requests;
    }

    /**
     * A question to the cluster.
     *
     * @param kubeconfig the caller's; null for the operator's
     * @param context null for the kubeconfig's current one
     * @param words the command's, without the tool's name
     * @param seconds how long it may take; 0 for the default
     */
    public record Question(
            @Nullable String kubeconfig,
            Tool tool,
            @Nullable String context,
            List<String> words,
            int seconds) {

        public Question {
            words = List.copyOf(words);
        }

        /** Never shows the kubeconfig. */
        @Override
        public String toString() {
            return "Question[" + tool + " " + words + "]";
        }
    }

    /**
     * What the command wrote to standard output.
     *
     * @throws McpError when it failed: {@link ErrorCodes#RESOURCE_NOT_FOUND} for what is not there,
     *     {@link ErrorCodes#INVALID_PARAMS} for a kubeconfig that is missing or no good, {@link
     *     #CLUSTER_FAILED} for the rest
     */
    public String read(Question question, Cancellation cancellation) {
        BufferedOutput output = new BufferedOutput(LARGEST);
        engine.run(request(question), output, cancellation);
        OutputEvent.Finished end = output.end();
        ErrorCode code = end.code();
        if (code == ErrorCode.KUBECONFIG_MISSING) {
            throw failure(
                    ErrorCodes.INVALID_PARAMS,
                    code.title()
                            + ": whoever configures this client sets it there, base64-encoded in"
                            + " the header X-Kubeconfig");
        }
        if (code != null && code.refusesRequest()) {
            throw failure(
                    code.httpStatus() == 400 ? ErrorCodes.INVALID_PARAMS : CLUSTER_FAILED,
                    code.title() + ": " + end.message());
        }
        CommandResult result = output.result();
        if (!result.success()) {
            String error = result.error() == null ? "" : result.error().strip();
            throw failure(
                    ABSENT.matcher(error).matches()
                            ? ErrorCodes.RESOURCE_NOT_FOUND
                            : CLUSTER_FAILED,
                    error.isEmpty() ? "the command failed" : error);
        }
        if (result.truncated() != null) {
            throw failure(CLUSTER_FAILED, "the answer is larger than " + LARGEST + " bytes");
        }
        return result.output();
    }

    /** The question as the engine takes it. */
    CommandRequest request(Question question) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("command", question.words());
        if (question.context() != null) {
            fields.put("context", question.context());
        }
        if (question.seconds() > 0) {
            fields.put("timeout", question.seconds());
        }
        String id = UUID.randomUUID().toString();
        return requests.from(fields, question.tool(), question.kubeconfig(), id).forModel();
    }

    private static McpError failure(int code, String message) {
        return McpError.builder(code).message(message).build();
    }
}
