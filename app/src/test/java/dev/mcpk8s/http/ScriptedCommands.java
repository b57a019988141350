package dev.mcpk8s.http;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.Tool;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.commandline.tool.ScriptWords;
import dev.mcpk8s.commandline.tool.ToolReaders;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.HandlerRegistry;
import dev.mcpk8s.execution.OutputEvent;
import dev.mcpk8s.execution.ToolInventory;
import dev.mcpk8s.execution.ToolStatus;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Commands that do what their words say, in place of every real handler: {@code helm lines 5 delay
 * 100}. It notes how each ended.
 */
@Factory
@Requires(property = "test.scripted-commands")
class ScriptedCommands {

    static final String PROPERTY = "test.scripted-commands";

    /** That a command was told to stop, and why. */
    record Stopped(ErrorCode why, long nanoTime) {}

    final BlockingQueue<ExecutionContext> started = new LinkedBlockingQueue<>();
    final List<Boolean> threads = new CopyOnWriteArrayList<>();
    final BlockingQueue<Stopped> stopped = new LinkedBlockingQueue<>();

    @Singleton
    @Replaces(ToolReaders.class)
    ToolReaders readers() {
        return ScriptWords.readers();
    }

    @Singleton
    @Replaces(HandlerRegistry.class)
    HandlerRegistry handlers() {
        Collection<CommandHandler<?>> handlers = new ArrayList<>();
        for (Class<?> type : Command.class.getPermittedSubclasses()) {
            handlers.add(new Scripted<>(type.asSubclass(Command.class)));
        }
        return new HandlerRegistry(handlers);
    }

    @Singleton
    @Primary
    ToolInventory inventory() {
        return new ToolInventory() {
            @Override
            public Map<Tool, ToolStatus> status() {
                return Map.of(
                        Tool.KUBECTL,
                        new ToolStatus(true, "v1.36.2", null),
                        Tool.HELM,
                        new ToolStatus(false, null, "helm not found in PATH"));
            }

            @Override
            public Map<String, Boolean> containment() {
                return Map.of("files", true);
            }
        };
    }

    private final class Scripted<C extends Command> implements CommandHandler<C> {

        private final Class<C> type;

        Scripted(Class<C> type) {
            this.type = type;
        }

        @Override
        public Class<C> commandType() {
            return type;
        }

        @Override
        public ExitStatus run(C command, ExecutionContext context) throws InterruptedException {
            if (!(command instanceof ToolCommand script)) {
                throw new CommandException(ErrorCode.COMMAND_FAILED, "not scripted: " + command);
            }
            Cancellation cancellation = context.cancellation();
            threads.add(Thread.currentThread().isVirtual());
            started.add(context);
            try (Cancellation.Registration _ =
                    cancellation.onCancel(
                            () ->
                                    stopped.add(
                                            new Stopped(
                                                    Objects.requireNonNull(cancellation.reason()),
                                                    System.nanoTime())))) {
                return perform(script.arguments(), context);
            }
        }
    }

    private static ExitStatus perform(List<String> words, ExecutionContext context)
            throws InterruptedException {
        String verb = words.isEmpty() ? "nothing" : words.getFirst();
        String argument = words.size() > 1 ? words.get(1) : "";
        switch (verb) {
            case "nothing" -> {}
            case "echo" -> context.stdout(String.join(" ", words.subList(1, words.size())) + "\n");
            case "warn" -> context.stderr(argument + "\n");
            case "exit" -> {
                return new ExitStatus(Integer.parseInt(argument));
            }
            case "cat" -> emit(context, Channel.STDOUT, context.stdin());
            case "file" ->
                    emit(
                            context,
                            Channel.STDOUT,
                            Objects.requireNonNull(context.files().get(argument)));
            case "files" -> context.stdout(String.join(",", context.files().keySet()) + "\n");
            case "target" -> context.stdout(describe(context) + "\n");
            case "sleep" ->
                    context.cancellation().sleep(Duration.ofMillis(Long.parseLong(argument)));
            case "binary" -> emit(context, Channel.STDOUT, Base64.getDecoder().decode(argument));
            case "lines" -> lines(words, context);
            case "flood" -> {
                flood(Long.parseLong(argument), context);
                if (words.getLast().equals("linger")) {
                    context.cancellation().sleep(Duration.ofMinutes(10));
                }
            }
            case "fail" ->
                    throw new CommandException(
                            ErrorCode.valueOf(argument), "this is what to do about " + argument);
            case "fault" -> throw new IllegalStateException("secret-in-a-fault");
            default -> throw CommandException.usage("unknown script " + verb);
        }
        return ExitStatus.SUCCESS;
    }

    private static void lines(List<String> words, ExecutionContext context)
            throws InterruptedException {
        long count = Long.parseLong(words.get(1));
        Duration delay = Duration.ofMillis(words.size() > 3 ? Long.parseLong(words.get(3)) : 0);
        for (long line = 1; line <= count; line++) {
            context.stdout("line " + line + "\n");
            if (delay.isPositive()) {
                context.cancellation().sleep(delay);
            }
        }
    }

    private static void flood(long bytes, ExecutionContext context) {
        byte[] line =
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n"
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] piece = new byte[32 * 1024];
        for (int i = 0; i < piece.length; i += line.length) {
            System.arraycopy(line, 0, piece, i, line.length);
        }
        for (long sent = 0; sent < bytes; sent += piece.length) {
            emit(context, Channel.STDOUT, Arrays.copyOf(piece, piece.length));
        }
    }

    private static String describe(ExecutionContext context) {
        return context.target().kubeconfig()
                + " "
                + context.target().context()
                + " "
                + context.target().namespace()
                + " "
                + context.timeLimit().toSeconds();
    }

    private static void emit(ExecutionContext context, Channel channel, byte[] bytes) {
        context.output().emit(new OutputEvent.Data(channel, bytes));
    }
}
