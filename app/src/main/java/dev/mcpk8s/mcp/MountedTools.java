package dev.mcpk8s.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.Consequence.Reach;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.json.Json;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists and calls the tools of mounted servers. The SDK's list is the same for everybody, so that
 * these requests are answered before it sees them.
 */
@Singleton
final class MountedTools {

    private static final Logger LOG = LoggerFactory.getLogger(MountedTools.class);
    private static final String PROGRESS = "notifications/progress";
    private static final String LOG_MESSAGE = "notifications/message";

    private final List<McpSchema.Tool> own;
    private final Set<String> ownNames;
    private final ConfiguredMounts configured;
    private final Confirmation confirmation;

    MountedTools(McpSyncServer server, ConfiguredMounts configured, Confirmation confirmation) {
        this.confirmation = confirmation;
        this.own = List.copyOf(server.listTools());
        this.ownNames =
                own.stream().map(McpSchema.Tool::name).collect(Collectors.toUnmodifiableSet());
        this.configured = configured;
    }

    /** Whether this request is answered here. */
    boolean takes(ClientSession session, McpSchema.JSONRPCRequest request) {
        return switch (request.method()) {
            case McpSchema.METHOD_TOOLS_LIST ->
                    !configured.entries().isEmpty() || !session.mounts().all().isEmpty();
            case McpSchema.METHOD_TOOLS_CALL ->
                    request.params() instanceof Map<?, ?> params
                            && params.get("name") instanceof String name
                            && !ownNames.contains(name)
                            && isCovered(session, name);
            default -> false;
        };
    }

    private boolean isCovered(ClientSession session, String tool) {
        return session.mounts().all().stream().anyMatch(mount -> mount.covers(tool))
                || configured.entries().stream().anyMatch(entry -> entry.covers(tool));
    }

    /** Answers it; blocks until the answer was sent. */
    void answer(
            ClientSession session,
            McpSchema.JSONRPCRequest request,
            CallContext context,
            Wire wire) {
        if (request.method().equals(McpSchema.METHOD_TOOLS_LIST)) {
            list(session, request, context, wire);
        } else {
            call(session, request, context, wire);
        }
    }

    private void list(
            ClientSession session,
            McpSchema.JSONRPCRequest request,
            CallContext context,
            Wire wire) {
        List<Object> tools = new ArrayList<>(own);
        tools(session, context)
                .forEach((name, tool) -> tools.add(tool.deepCopy().put("name", name)));
        wire.sendAnswer(
                JsonRpc.json(
                        McpSchema.JSONRPCResponse.result(request.id(), Map.of("tools", tools))));
    }

    /** What a session has beside our own tools; a server that cannot be asked has none. */
    private Map<String, ObjectNode> tools(ClientSession session, CallContext context) {
        Map<String, ObjectNode> tools = new LinkedHashMap<>();
        for (Mount mount : mounts(session, context)) {
            try {
                mount.tools(context.kubeconfig(), context.cancellation())
                        .forEach(tools::putIfAbsent);
            } catch (CommandException unreachable) {
                context.cancellation().throwIfCancelled();
                LOG.debug("a mounted server does not list its tools");
            }
        }
        tools.keySet().removeAll(ownNames);
        return tools;
    }

    /** The session's own come first; one of them hides a configured one. */
    private List<Mount> mounts(ClientSession session, CallContext context) {
        List<Mount> mounts = new ArrayList<>(session.mounts().all());
        for (ConfiguredMounts.Entry entry : configured.entries()) {
            try {
                mounts.add(configured.of(entry, context.kubeconfig(), new Cancellation()));
            } catch (CommandException noCluster) {
                LOG.debug("a configured mount has no cluster");
            }
        }
        return mounts;
    }

    private void call(
            ClientSession session,
            McpSchema.JSONRPCRequest request,
            CallContext context,
            Wire wire) {
        ObjectNode params = Json.object(request.params());
        String name = params.path("name").asText();
        Mount mount = null;
        try {
            for (Mount candidate : mounts(session, context)) {
                mount = candidate;
                ObjectNode tool =
                        candidate.covers(name)
                                ? candidate
                                        .tools(context.kubeconfig(), context.cancellation())
                                        .get(name)
                                : null;
                if (tool != null) {
                    params.set("name", tool.get("name"));
                    confirmation.obtain(
                            session.exchange(context, wire),
                            context,
                            reach(tool),
                            () -> ServerQuestion.call(candidate.server(), params));
                    call(new Call(session, candidate, request.id(), params, wire), context);
                    return;
                }
            }
            wire.sendAnswer(
                    JsonRpc.errorJson(
                            request.id(),
                            ErrorCodes.INVALID_PARAMS,
                            "Unknown tool: no mounted server has it"));
        } catch (CommandException failure) {
            context.cancellation().throwIfCancelled();
            if (mount != null && failure.code() == ErrorCode.SERVER_NOT_FOUND) {
                forget(session, mount);
            }
            wire.sendAnswer(failed(request.id(), failure));
        }
    }

    /**
     * How far a call goes, by what the server says of its tool. The protocol counts a tool that
     * says nothing as destructive; most say nothing, so that only the word itself counts here.
     */
    private static Reach reach(ObjectNode tool) {
        JsonNode hints = tool.path("annotations");
        if (hints.path("readOnlyHint").asBoolean()) {
            return Reach.NONE;
        }
        return hints.path("destructiveHint").asBoolean() ? Reach.DESTROYS : Reach.CHANGES;
    }

    /** One call on its way to a mounted server. */
    private record Call(
            ClientSession session, Mount mount, Object id, ObjectNode params, Wire wire) {

        /** The client's own progress token; null when it wants no progress. */
        @Nullable Object progressToken() {
            return params.at("/_meta/progressToken").isMissingNode()
                    ? null
                    : params.at("/_meta/progressToken");
        }
    }

    private static void call(Call call, CallContext context) {
        Object token = call.progressToken();
        ObjectNode answer =
                call.mount()
                        .conversation()
                        .request(
                                call.mount().target(context.kubeconfig()),
                                McpSchema.METHOD_TOOLS_CALL,
                                call.params(),
                                notification -> passOn(call, token, notification),
                                context.cancellation());
        answer.set("id", Json.tree(call.id()));
        call.wire().sendAnswer(JsonRpc.json(answer));
    }

    private static void passOn(Call call, @Nullable Object token, ObjectNode notification) {
        switch (notification.path("method").asText()) {
            case PROGRESS -> {
                if (token != null && notification.get("params") instanceof ObjectNode params) {
                    params.set("progressToken", Json.tree(token));
                    call.wire().send(JsonRpc.json(notification));
                }
            }
            case LOG_MESSAGE -> call.wire().send(JsonRpc.json(notification));
            case McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED -> {
                call.mount().conversation().forgetTools();
                call.session().notifyToolsChanged();
            }
            default -> LOG.trace("a mounted server said something else");
        }
    }

    /** A mount does not outlive its server. */
    private static void forget(ClientSession session, Mount mount) {
        if (session.mounts().all().contains(mount)) {
            session.mounts().remove(mount.prefix());
            session.notifyToolsChanged();
        }
    }

    /** In a result and not as an error of the protocol, so that the model reads it. */
    private static byte[] failed(Object id, CommandException failure) {
        Map<String, Object> text =
                Map.of("type", "text", "text", failure.code().title() + ": " + failure.text());
        return JsonRpc.json(
                McpSchema.JSONRPCResponse.result(
                        id, Map.of("content", List.of(text), "isError", true)));
    }
}
