package dev.mcpk8s.filter.awk;

import com.google.re2j.Pattern;
import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One program under way: a record at a time in, text out. A number that gawk and mawk write
 * differently is written as gawk does.
 */
public final class AwkRun {

    private static final int FAILED = 2;

    /** Where output goes. */
    public interface Sink {

        void write(byte[] bytes);

        /** Tells what went wrong; a whole line without its end. */
        void error(String line);
    }

    /**
     * What a command line says besides the program.
     *
     * @param before variables that are set before the program begins, in their order
     * @param after those that are set before the first record
     */
    public record Settings(
            List<Map.Entry<String, String>> before, List<Map.Entry<String, String>> after) {

        public Settings {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    private final Program program;
    private final Settings settings;
    private final Machine machine;
    private final Executor executor;
    private final Sink sink;
    private final List<Boolean> inRange = new ArrayList<>();
    private boolean begun;

    /** Whether no record is wanted any more. */
    private boolean stopped;

    private boolean failed;
    private int exitCode;

    /**
     * @param regexes an extended regular expression of POSIX as a pattern
     * @param cancellation ends a program that computes
     * @throws CommandException when the program cannot be read, or asks for what is not here
     */
    public AwkRun(
            String program,
            Settings settings,
            Function<String, Pattern> regexes,
            Cancellation cancellation,
            Sink sink) {
        Regexes compiled = new Regexes(regexes);
        this.program = ProgramParser.parse(program, compiled);
        this.settings = settings;
        this.sink = sink;
        this.machine = new Machine(compiled, new AwkBudget(cancellation));
        this.executor =
                new Executor(machine, text -> sink.write(text.getBytes(StandardCharsets.UTF_8)));
        this.program.rules().forEach(rule -> inRange.add(false));
    }

    /**
     * A record.
     *
     * @return whether another one is wanted
     */
    public boolean accept(String record) {
        guarded(
                () -> {
                    begin();
                    if (!stopped) {
                        machine.budget().restart();
                        machine.read(record);
                        rules();
                    }
                });
        return !stopped;
    }

    /** After the last record; the exit code. What left the program early still comes to its END. */
    public int finish() {
        guarded(
                () -> {
                    begin();
                    machine.budget().restart();
                    boolean _ = runAll(program.end());
                });
        return exitCode;
    }

    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        settings.before().forEach(this::set);
        machine.budget().restart();
        stopped = runAll(program.begin()) || program.readsNothing();
        settings.after().forEach(this::set);
    }

    private void set(Map.Entry<String, String> variable) {
        machine.set(variable.getKey(), Scalar.ofInput(Escapes.string(variable.getValue())));
    }

    private void rules() {
        for (int i = 0; i < program.rules().size(); i++) {
            Program.Rule rule = program.rules().get(i);
            if (!matches(rule, i)) {
                continue;
            }
            Statement action = rule.action();
            Executor.Outcome outcome =
                    executor.run(action == null ? new Statement.Print(List.of()) : action);
            stopped |= leaves(outcome);
            if (stopped || outcome == Executor.Outcome.NEXT) {
                return;
            }
        }
    }

    private boolean matches(Program.Rule rule, int index) {
        Expression pattern = rule.pattern();
        Expression until = rule.until();
        if (pattern == null) {
            return true;
        }
        if (until == null) {
            return executor.isTrue(pattern);
        }
        boolean inside = inRange.get(index) || executor.isTrue(pattern);
        inRange.set(index, inside && !executor.isTrue(until));
        return inside;
    }

    /**
     * @return whether one of them left the program
     */
    private boolean runAll(List<Statement> statements) {
        for (Statement statement : statements) {
            if (leaves(executor.run(statement))) {
                return true;
            }
        }
        return false;
    }

    private boolean leaves(Executor.Outcome outcome) {
        if (outcome == Executor.Outcome.EXIT) {
            exitCode = executor.exitCode();
        }
        return outcome == Executor.Outcome.EXIT || outcome == Executor.Outcome.NEXT_FILE;
    }

    /** A program that went wrong says so once, and is over. */
    private void guarded(Runnable work) {
        if (failed) {
            return;
        }
        try {
            work.run();
        } catch (CommandException wrong) {
            if (wrong.code() != ErrorCode.COMMAND_FAILED) {
                throw wrong;
            }
            failed = true;
            stopped = true;
            exitCode = FAILED;
            sink.error(wrong.text());
        }
    }
}
