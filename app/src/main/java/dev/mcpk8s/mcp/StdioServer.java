package dev.mcpk8s.mcp;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.micronaut.runtime.ApplicationConfiguration;
import io.micronaut.runtime.EmbeddedApplication;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.inject.Singleton;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code --stdio}: one client on the process's own streams, in place of the HTTP server. It starts
 * with the process and ends with standard input.
 *
 * <p>The cluster is the operator's, who is the client's user here.
 */
@Singleton
@Requires(property = StdioServer.OPTION)
@Replaces(NettyEmbeddedServer.class)
final class StdioServer implements EmbeddedApplication<StdioServer> {

    static final String OPTION = "stdio";

    /** What a client still gets answers to that ended its input at once, as a shell's pipe does. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private static final Duration TOUCH = Duration.ofMinutes(1);

    private final ApplicationContext beans;
    private final ApplicationConfiguration configuration;
    private final McpDispatcher dispatcher;
    private final McpSessions sessions;
    private final Set<Thread> answering = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    StdioServer(
            ApplicationContext beans,
            ApplicationConfiguration configuration,
            McpDispatcher dispatcher,
            McpSessions sessions) {
        this.beans = beans;
        this.configuration = configuration;
        this.dispatcher = dispatcher;
        this.sessions = sessions;
    }

    /** Serves until standard input ends. */
    @Override
    public StdioServer start() {
        running = true;
        PrintStream log = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
        // whatever a library prints must not come between the messages
        System.setOut(log);
        try (InputStream in = new FileInputStream(FileDescriptor.in);
                OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            serve(new MessageLines(in), new LineWire(out));
        } catch (IOException clientGone) {
            // ends as with the end of its input
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            running = false;
        }
        return this;
    }

    private void serve(MessageLines lines, Wire wire) throws IOException, InterruptedException {
        ClientSession session = sessions.startUnnamed();
        String id = sessions.remember(session);
        Cancellation end = new Cancellation();
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                take(line, session, wire, id, end);
            }
            long until = System.nanoTime() + LAST_ANSWERS.toNanos();
            for (Thread thread : answering) {
                thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            }
        } catch (CommandException clientGone) {
            // nobody reads the answers
        } finally {
            end.cancel(ErrorCode.CANCELLED);
            sessions.end(id);
            for (Thread thread : answering) {
                thread.join(LAST_ANSWERS);
            }
        }
    }

    private void take(String line, ClientSession session, Wire wire, String id, Cancellation end) {
        McpSchema.JSONRPCMessage message;
        try {
            message = JsonRpc.parse(line);
        } catch (JsonRpc.Malformed malformed) {
            wire.sendAnswer(malformed.toJson());
            return;
        }
        sessions.touch(id);
        if (message instanceof McpSchema.JSONRPCRequest request) {
            CallContext context = new CallContext(new Cancellation(), null, true);
            if (request.method().equals(McpSchema.METHOD_INITIALIZE)) {
                boolean first = !session.isInitialized();
                dispatcher.answer(session, request, context, wire);
                if (first && session.isInitialized()) {
                    listen(session, wire, id, end);
                }
            } else {
                answer(session, request, context, wire);
            }
        } else if (message instanceof McpSchema.JSONRPCNotification notification) {
            dispatcher.accept(session, notification);
        } else if (message instanceof McpSchema.JSONRPCResponse response) {
            dispatcher.accept(session, response);
        }
    }

    private void answer(
            ClientSession session,
            McpSchema.JSONRPCRequest request,
            CallContext context,
            Wire wire) {
        Thread thread =
                Thread.ofVirtual()
                        .name("mcp-answer")
                        .unstarted(
                                () -> {
                                    try {
                                        dispatcher.answer(session, request, context, wire);
                                    } finally {
                                        answering.remove(Thread.currentThread());
                                    }
                                });
        answering.add(thread);
        thread.start();
    }

    /** Sends what the server says of its own accord, and keeps an idle session remembered. */
    private void listen(ClientSession session, Wire wire, String id, Cancellation end) {
        Thread.ofVirtual().name("mcp-listen").start(uninterrupted(() -> session.listen(wire, end)));
        Thread.ofVirtual()
                .name("mcp-touch")
                .start(
                        uninterrupted(
                                () -> {
                                    while (!end.isCancelled()) {
                                        end.sleep(TOUCH);
                                        sessions.touch(id);
                                    }
                                }));
    }

    /** Work that ends when its cancellation does. */
    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException;
    }

    private static Runnable uninterrupted(Work work) {
        return () -> {
            try {
                work.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (CommandException ended) {
                // the session has ended
            }
        };
    }

    @Override
    public ApplicationContext getApplicationContext() {
        return beans;
    }

    @Override
    public ApplicationConfiguration getApplicationConfiguration() {
        return configuration;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isServer() {
        return false;
    }

    /** The process ends with its client, whatever threads idle connections still have. */
    @Override
    public boolean isForceExit() {
        return true;
    }
}
