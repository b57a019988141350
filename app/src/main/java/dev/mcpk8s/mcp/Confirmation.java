package dev.mcpk8s.mcp;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.Consequence.Reach;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.CommandEngine;
import dev.mcpk8s.execution.CommandRequest;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Asks the client's user before a command, or another tool, changes things, where the client offers
 * to ask ({@code elicitation}). The question holds the command and what it would do.
 *
 * <p>A person who allowed a tool once and for all has not seen the command that comes later; this
 * question is the last place where one does.
 */
@Singleton
final class Confirmation {

    /** The three actions say it all, so that there is nothing to fill in. */
    private static final Map<String, Object> NOTHING_TO_FILL_IN =
            Map.of("type", "object", "properties", Map.of());

    private final CommandEngine engine;
    private final ConfirmationSettings settings;

    Confirmation(CommandEngine engine, ConfirmationSettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    /**
     * Returns when the command may run, as {@link #obtain(McpSyncServerExchange, CallContext,
     * Reach, Supplier)} does; also when it cannot run at all: running it says why, in the tool's
     * own words.
     */
    void obtain(McpSyncServerExchange exchange, CallContext call, CommandRequest request) {
        if (settings.ask() == ConfirmationSettings.Ask.NEVER) {
            return;
        }
        Command command;
        try {
            command = engine.check(request);
        } catch (CommandException cannotRun) {
            return;
        }
        obtain(
                exchange,
                call,
                command.consequence().reach(),
                () -> new Question(engine, command, request).text(call.cancellation()));
    }

    /**
     * Returns when something may be done; blocks while the user thinks.
     *
     * @param reach how far it goes
     * @param question made only when it is asked
     * @throws CommandException {@link ErrorCode#NOT_CONFIRMED} when the user does not want it or
     *     says nothing in time, {@link ErrorCode#FORBIDDEN} when it must be asked and cannot be,
     *     {@link ErrorCode#CANCELLED} when the call ended meanwhile
     */
    void obtain(
            McpSyncServerExchange exchange,
            CallContext call,
            Reach reach,
            Supplier<String> question) {
        if (!settings.ask().covers(reach)) {
            return;
        }
        if (call.canBeAsked() && offersForms(exchange.getClientCapabilities())) {
            judge(answer(exchange, question.get(), call.cancellation()));
        } else if (settings.required()) {
            throw new CommandException(
                    ErrorCode.FORBIDDEN,
                    "a person has to confirm this, and this client offers no way to ask one"
                            + " (elicitation, on a connection that takes events)");
        }
    }

    /** A client that says nothing of the kinds it offers means forms. */
    private static boolean offersForms(McpSchema.ClientCapabilities client) {
        return client != null
                && client.elicitation() != null
                && (client.elicitation().form() != null || client.elicitation().url() == null);
    }

    private static void judge(McpSchema.ElicitResult.Action action) {
        switch (action) {
            case ACCEPT -> {}
            case DECLINE -> throw notConfirmed("the user declined it. Do not try it again unasked");
            case CANCEL -> throw notConfirmed("the user closed the question without an answer");
        }
    }

    /**
     * The waiting happens on a thread of its own, because the SDK's cannot be told to stop but by
     * an interrupt; the caller's threads are never interrupted.
     */
    private McpSchema.ElicitResult.Action answer(
            McpSyncServerExchange exchange, String question, Cancellation cancellation) {
        McpSchema.ElicitRequest request =
                McpSchema.ElicitFormRequest.builder(question, NOTHING_TO_FILL_IN).build();
        CompletableFuture<McpSchema.ElicitResult.Action> answer = new CompletableFuture<>();
        Thread asking =
                Thread.ofVirtual()
                        .name("mcp-confirmation")
                        .start(() -> ask(exchange, request, answer));
        try (Cancellation.Registration _ = cancellation.onCancel(() -> answer.cancel(false))) {
            return answer.get(settings.within().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            throw notConfirmed(
                    "nobody answered the question within "
                            + settings.within().toSeconds()
                            + " seconds");
        } catch (CancellationException stopped) {
            cancellation.throwIfCancelled();
            throw new CommandException(ErrorCode.CANCELLED, "the call has ended");
        } catch (ExecutionException unanswered) {
            throw notConfirmed("the client did not answer the question properly");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandException(ErrorCode.CANCELLED, "interrupted");
        } finally {
            asking.interrupt();
        }
    }

    private static void ask(
            McpSyncServerExchange exchange,
            McpSchema.ElicitRequest request,
            CompletableFuture<McpSchema.ElicitResult.Action> answer) {
        try {
            answer.complete(exchange.createElicitation(request).action());
        } catch (RuntimeException unanswered) {
            answer.completeExceptionally(unanswered);
        }
    }

    private static CommandException notConfirmed(String why) {
        return new CommandException(ErrorCode.NOT_CONFIRMED, why);
    }
}
