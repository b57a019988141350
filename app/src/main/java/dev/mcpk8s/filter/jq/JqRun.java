package dev.mcpk8s.filter.jq;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program on a stream of JSON values. Each value's outputs are written when the value is
 * complete.
 */
public final class JqRun {

    /** Where output goes. */
    public interface Sink {

        /**
         * @return whether more is wanted
         */
        boolean write(byte[] bytes);

        void error(String line);
    }

    private static final int COMPILE_ERROR = 3;
    private static final int PARSE_ERROR = 2;
    private static final int RUN_ERROR = 5;
    private static final int NO_OUTPUT = 4;
    private static final int LONGEST_PROGRAM = 64 << 10;

    private final JqOptions options;
    private final JsonText layout;
    private final Sink sink;
    private final Budget budget;
    private final Evaluator evaluator;
    private final JsonFeed feed = new JsonFeed();
    private final List<Value> slurped = new ArrayList<>();
    private final Map<String, Value> variables = new TreeMap<>();
    private Ast program = new Ast.Identity();
    private long slurpedWeight;
    private int failure;
    private boolean stopped;
    private boolean any;
    private boolean lastIsTrue;
    private boolean wantsMore = true;

    /**
     * @throws CommandException when it is beyond the limits
     */
    public JqRun(String text, JqOptions options, Cancellation cancellation, Sink sink) {
        this.options = options;
        JqOptions.Layout asked = options.layout();
        this.layout = new JsonText(asked.indent(), asked.sorted(), asked.ascii());
        this.sink = sink;
        this.budget = new Budget(cancellation);
        this.evaluator = new Evaluator(budget);
        try {
            compile(text);
        } catch (SyntaxError | JqError wrong) {
            String message = wrong instanceof JqError error ? error.text() : wrong.getMessage();
            sink.error("jq: error: " + message);
            sink.error("jq: 1 compile error");
            failure = COMPILE_ERROR;
            stopped = true;
        } catch (StackOverflowError _) {
            throw Budget.tooDeep();
        }
    }

    private void compile(String text) {
        if (text.length() > LONGEST_PROGRAM) {
            throw new SyntaxError("the program is longer than " + LONGEST_PROGRAM + " characters");
        }
        Map<String, Value> named = new TreeMap<>();
        options.arguments().forEach((name, json) -> named.put(name, JsonFeed.parse(json, budget)));
        named.forEach((name, value) -> variables.put("$" + name, value));
        program = JqParser.parse(text, Calls::isBuiltIn, variables.keySet());
    }

    /**
     * @return whether more is wanted
     */
    public boolean accept(byte[] bytes, int from, int to) {
        if (!stopped && !options.nullInput()) {
            try {
                feed.feed(bytes, from, to, this::value);
            } catch (JsonFeed.Malformed wrong) {
                malformed(wrong);
            }
        }
        return !stopped && !options.nullInput();
    }

    /** Ends the input and tells the exit code. */
    public int finish() {
        if (!stopped && !options.nullInput()) {
            try {
                feed.end(this::value);
            } catch (JsonFeed.Malformed wrong) {
                malformed(wrong);
            }
        }
        if (!stopped && options.nullInput()) {
            run(Constants.NULL);
        } else if (!stopped && options.slurp()) {
            run(Value.array(slurped));
        }
        if (failure != 0 || !options.exitStatus()) {
            return failure;
        }
        return any ? lastIsTrue ? 0 : 1 : NO_OUTPUT;
    }

    private void malformed(JsonFeed.Malformed wrong) {
        sink.error("parse error: " + wrong.getMessage());
        failure = PARSE_ERROR;
        stopped = true;
    }

    private void value(Value value) {
        if (!options.slurp()) {
            run(value);
            return;
        }
        slurpedWeight += value.weight() + 8;
        if (slurpedWeight > Value.MOST_WEIGHT) {
            throw Value.tooHeavy();
        }
        slurped.add(value);
    }

    private void run(Value input) {
        if (!wantsMore) {
            return;
        }
        budget.restart();
        failure = 0;
        Env env = Env.EMPTY;
        for (Map.Entry<String, Value> variable : variables.entrySet()) {
            env = env.with(variable.getKey(), variable.getValue());
        }
        Object enough = new Object();
        try {
            evaluator.eval(
                    program,
                    env,
                    Item.of(input),
                    item -> {
                        write(item.value());
                        if (!wantsMore) {
                            throw new BreakSignal(enough);
                        }
                    });
        } catch (JqError error) {
            failed(error);
        } catch (BreakSignal signal) {
            signal.rethrowUnless(enough);
            stopped = true;
        } catch (StackOverflowError _) {
            throw Budget.tooDeep();
        }
    }

    private void failed(JqError error) {
        failure = RUN_ERROR;
        String place = options.nullInput() ? "<unknown>" : "<stdin>:" + feed.line();
        sink.error("jq: error (at " + place + ")" + described(error.value()));
    }

    private static String described(Value value) {
        return value instanceof Value.Str(String text)
                ? ": " + text
                : " (not a string): " + JsonText.COMPACT.write(value);
    }

    private void write(Value value) {
        budget.step(value.weight() >> 6);
        any = true;
        lastIsTrue = value.isTrue();
        String text =
                (options.raw() || options.join()) && value instanceof Value.Str(String plain)
                        ? raw(plain)
                        : layout.write(value);
        String line = options.join() ? text : text + "\n";
        wantsMore = sink.write(line.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code -a} escapes even raw output. */
    private String raw(String text) {
        return layout.ascii() ? layout.write(Value.of(text)) : text;
    }
}
