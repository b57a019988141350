package dev.mcpk8s.mcp;

import dev.mcpk8s.command.Command;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.commandline.tool.ScriptWords;
import dev.mcpk8s.commandline.tool.ToolReaders;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.error.ExitStatus;
import dev.mcpk8s.execution.CommandHandler;
import dev.mcpk8s.execution.ExecutionContext;
import dev.mcpk8s.execution.HandlerRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Commands that do what their words say, in place of every real handler: {@code echo}, {@code err},
 * {@code exit 3}, {@code sleep 5}, {@code lines 5 delay 100}, {@code flood 1000000}, {@code
 * request}, {@code fault}, {@code refuse}.
 */
@Factory
@Requires(property = FakeCommands.PROPERTY)
class FakeCommands {

    static final String PROPERTY = "test.fake-commands";

    /** What the commands saw. */
    @Singleton
    @Requires(property = PROPERTY)
    static class Journal {
        final AtomicInteger started = new AtomicInteger();
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger mostAtOnce = new AtomicInteger();
        final AtomicInteger cancelled = new AtomicInteger();
        final AtomicLong flooded = new AtomicLong();
    }

    @Singleton
    @Replaces(ToolReaders.class)
    ToolReaders readers() {
        return ScriptWords.readers();
    }

    @Singleton
    @Replaces(HandlerRegistry.class)
    HandlerRegistry registry(Journal journal) {
        List<CommandHandler<?>> handlers = new ArrayList<>();
        for (Class<?> type : Command.class.getPermittedSubclasses()) {
            handlers.add(new Fake<>(type.asSubclass(Command.class), journal));
        }
        return new HandlerRegistry(handlers);
    }

    private static final Set<String> KINDS = Set.of("list", "install", "uninstall");

    private record Fake<C extends Command>(Class<C> commandType, Journal journal)
            implements CommandHandler<C> {

        @Override
        public ExitStatus run(C command, ExecutionContext context) throws InterruptedException {
            journal.started.incrementAndGet();
            int now = journal.running.incrementAndGet();
            journal.mostAtOnce.accumulateAndGet(now, Math::max);
            try {
                return command instanceof ToolCommand tool
                        ? script(tool.arguments(), context, journal)
                        : print(command.getClass().getSimpleName(), context);
            } finally {
                if (context.cancellation().isCancelled()) {
                    journal.cancelled.incrementAndGet();
                }
                journal.running.decrementAndGet();
            }
        }

        /**
         * {@code list}, {@code install} or {@code uninstall} before a script makes it, to the
         * tool's rules, one that reads, changes or deletes; {@code --dry-run} only tells.
         */
        private static ExitStatus script(
                List<String> typed, ExecutionContext context, Journal journal)
                throws InterruptedException {
            boolean named = !typed.isEmpty() && KINDS.contains(typed.getFirst());
            List<String> words = named ? typed.subList(1, typed.size()) : typed;
            if (words.contains("--dry-run")) {
                return print("would do: " + String.join(" ", words), context);
            }
            List<String> rest = words.subList(Math.min(1, words.size()), words.size());
            String text = String.join(" ", rest) + "\n";
            switch (words.isEmpty() ? "" : words.getFirst()) {
                case "echo" -> context.stdout(text);
                case "err" -> context.stderr(text);
                case "loud" -> loud(Integer.parseInt(rest.getFirst()), context);
                case "complain" -> complain(Integer.parseInt(rest.getFirst()), context);
                case "exit" -> {
                    return new ExitStatus(Integer.parseInt(rest.getFirst()));
                }
                case "sleep" -> sleep(context, 1000L * Integer.parseInt(rest.getFirst()));
                case "lines" -> lines(rest, context);
                case "flood" -> flood(Integer.parseInt(rest.getFirst()), context, journal);
                case "request" -> print(seen(context), context);
                case "fault" -> throw new IllegalStateException("secret-of-the-fault");
                case "refuse" ->
                        throw new CommandException(ErrorCode.FORBIDDEN, "the rule says no");
                default -> throw CommandException.usage("unknown command " + words);
            }
            return new ExitStatus(0);
        }

        private static ExitStatus print(String text, ExecutionContext context) {
            context.stdout(text + "\n");
            return new ExitStatus(0);
        }

        private static void lines(List<String> words, ExecutionContext context)
                throws InterruptedException {
            int count = Integer.parseInt(words.getFirst());
            for (int i = 1; i <= count; i++) {
                context.stdout("line " + i + "\n");
                sleep(context, Long.parseLong(words.getLast()));
            }
        }

        private static void loud(int bytes, ExecutionContext context) {
            for (int i = 0; i < bytes; i += 100) {
                context.stdout("x".repeat(99) + "\n");
                context.stderr("e".repeat(99) + "\n");
            }
        }

        private static void complain(int bytes, ExecutionContext context)
                throws InterruptedException {
            for (int i = 0; i < bytes; i += 100) {
                context.stderr("e".repeat(99) + "\n");
            }
            sleep(context, 600_000);
        }

        private static void flood(int bytes, ExecutionContext context, Journal journal) {
            for (int i = 0; i < bytes; i += 100) {
                context.stdout("x".repeat(99) + "\n");
                journal.flooded.addAndGet(100);
            }
        }

        private static void sleep(ExecutionContext context, long millis)
                throws InterruptedException {
            context.cancellation().sleep(Duration.ofMillis(millis));
        }

        private static String seen(ExecutionContext context) {
            Map<String, String> files = new TreeMap<>();
            context.files().forEach((path, bytes) -> files.put(path, text(bytes)));
            return "kubeconfig="
                    + context.target().kubeconfig()
                    + " credentials="
                    + context.target().showsCredentials()
                    + " context="
                    + context.target().context()
                    + " namespace="
                    + context.target().namespace()
                    + " timeout="
                    + context.timeLimit().toSeconds()
                    + " stdin="
                    + text(context.stdin())
                    + " files="
                    + files;
        }

        private static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
