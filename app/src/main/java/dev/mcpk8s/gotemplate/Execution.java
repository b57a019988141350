package dev.mcpk8s.gotemplate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a template (text/template/exec.go). What it is inside of stands in frames on the heap:
 * templates may call each other a hundred thousand deep, which no thread's stack bears.
 */
final class Execution {

    private static final int DEEPEST = 100_000;

    private final Map<String, List<Node>> templates;
    private final Sink out;
    private final Budget budget;
    private final Variables variables;
    private final Position position;
    private final Evaluation evaluation;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private int depth;

    /** A list of nodes being executed, and what is to be undone behind it. */
    private static class Frame {
        final List<Node> nodes;
        final int mark;
        Value dot;
        int next;

        Frame(List<Node> nodes, Value dot, int mark) {
            this.nodes = nodes;
            this.dot = dot;
            this.mark = mark;
        }

        boolean isAtEnd() {
            return next >= nodes.size();
        }
    }

    /** The body of a loop, and how far that is. */
    private static final class LoopFrame extends Frame {
        final Loop loop;
        final Node.Pipe pipe;
        final int bodyMark;
        long step;

        LoopFrame(Node.Range range, Loop loop, int mark, int bodyMark) {
            super(range.body(), Value.none(), mark);
            this.loop = loop;
            this.pipe = range.pipe();
            this.bodyMark = bodyMark;
            this.next = range.body().size();
        }
    }

    /** The body of a called template, and the caller. */
    private static final class CallFrame extends Frame {
        final String caller;
        final int callerBase;

        CallFrame(List<Node> nodes, Value dot, int mark, String caller, int callerBase) {
            super(nodes, dot, mark);
            this.caller = caller;
            this.callerBase = callerBase;
        }
    }

    Execution(
            String text,
            Map<String, List<Node>> templates,
            Sink out,
            Budget budget,
            boolean missingKeyIsMistake) {
        this.templates = templates;
        this.out = out;
        this.budget = budget;
        this.variables = new Variables(budget);
        this.position = new Position(text);
        this.evaluation = new Evaluation(variables, budget, missingKeyIsMistake, position);
    }

    /**
     * @throws TemplateMistake when the template does not fit the data; what came before was written
     */
    void run(Value data) throws IOException {
        variables.push("$", data);
        frames.push(new Frame(templates.getOrDefault(GoTemplate.NAME, List.of()), data, 1));
        while (!frames.isEmpty()) {
            Frame frame = frames.getFirst();
            budget.step();
            if (frame.isAtEnd()) {
                leave(frame);
            } else {
                execute(frame.nodes.get(frame.next++), frame.dot);
            }
        }
    }

    private void leave(Frame frame) {
        if (frame instanceof LoopFrame body && body.step < body.loop.size()) {
            variables.popTo(body.bodyMark);
            begin(body);
            return;
        }
        frames.pop();
        variables.popTo(frame.mark);
        if (frame instanceof CallFrame call) {
            depth--;
            position.enter(call.caller);
            variables.beginAt(call.callerBase);
        }
    }

    private void begin(LoopFrame body) {
        Value index = body.loop.index(body.step);
        Value element = body.loop.element(body.step);
        List<Node.Variable> declared = body.pipe.declared();
        if (body.pipe.assigns()) {
            List<Value> values = declared.size() > 1 ? List.of(index, element) : List.of(element);
            for (int i = 0; i < declared.size(); i++) {
                evaluation.assign(declared.get(i).name(), values.get(i));
            }
        } else {
            if (!declared.isEmpty()) {
                variables.setFromTop(1, element);
            }
            if (declared.size() > 1) {
                variables.setFromTop(2, index);
            }
        }
        body.dot = element;
        body.next = 0;
        body.step++;
    }

    private void execute(Node node, Value dot) throws IOException {
        position.at(node);
        switch (node) {
            case Node.Text(int _, String bytes) -> out.add(bytes);
            case Node.Action action -> print(action, dot);
            case Node.Condition condition -> decide(condition, dot);
            case Node.Range range -> loop(range, dot);
            case Node.Call call -> call(call, dot);
            case Node.Jump(int _, boolean leaves) -> jump(leaves);
            default -> throw position.mistake("unknown node: " + node);
        }
    }

    private void print(Node.Action action, Value dot) throws IOException {
        Value value = evaluation.pipeline(dot, action.pipe());
        if (action.pipe().declared().isEmpty()) {
            if (value.isValid()) {
                ValuePrinter.plain(value, out);
            } else {
                out.add("<no value>");
            }
        }
    }

    private void decide(Node.Condition condition, Value dot) throws IOException {
        int mark = variables.mark();
        Value value = evaluation.pipeline(dot, condition.pipe());
        if (value.isTrue()) {
            Value inside = condition.with() ? value : dot;
            if (condition.with()) {
                variables.push("", value);
            }
            frames.push(new Frame(condition.then(), inside, mark));
        } else {
            otherwise(condition.otherwise(), dot, mark);
        }
    }

    private void otherwise(@Nullable List<Node> nodes, Value dot, int mark) {
        if (nodes == null) {
            variables.popTo(mark);
        } else {
            frames.push(new Frame(nodes, dot, mark));
        }
    }

    private void loop(Node.Range range, Value dot) throws IOException {
        int mark = variables.mark();
        Value value = evaluation.pipeline(dot, range.pipe());
        Loop loop =
                switch (value) {
                    case Value.Int number -> new Loop.Count(number);
                    case Value.Slice slice -> new Loop.Elements(slice);
                    case Value.Fields(JsonNode object) -> Loop.Entries.of(object);
                    case Value.Invalid _ -> new Loop.Entries(List.of());
                    default -> throw position.mistake("range can't iterate over " + text(value));
                };
        if (value instanceof Value.Int && range.pipe().declared().size() > 1) {
            throw position.mistake(
                    "can't use " + text(value) + " to iterate over more than one variable");
        }
        if (loop.size() > 0) {
            frames.push(new LoopFrame(range, loop, mark, variables.mark()));
        } else {
            otherwise(range.otherwise(), dot, mark);
        }
    }

    private void jump(boolean leaves) {
        while (!(frames.getFirst() instanceof LoopFrame)) {
            frames.pop();
        }
        if (frames.getFirst() instanceof LoopFrame body) {
            body.next = body.nodes.size();
            body.step = leaves ? body.loop.size() : body.step;
        }
    }

    private void call(Node.Call call, Value dot) throws IOException {
        List<Node> nodes = templates.get(call.name());
        if (nodes == null) {
            throw position.mistake(
                    "template " + ByteText.quote(call.name(), '"', false) + " not defined");
        }
        if (depth == DEEPEST) {
            throw position.mistake("exceeded maximum template depth (" + DEEPEST + ")");
        }
        Value inside = call.pipe() == null ? Value.none() : evaluation.pipeline(dot, call.pipe());
        int mark = variables.mark();
        frames.push(new CallFrame(nodes, inside, mark, position.template(), variables.base()));
        depth++;
        position.enter(call.name());
        variables.beginAt(mark);
        variables.push("$", inside);
    }

    private static String text(Value value) throws IOException {
        TextSink text = new TextSink();
        ValuePrinter.plain(value, text);
        return text.bytes();
    }
}
