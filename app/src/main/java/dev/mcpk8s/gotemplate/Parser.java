package dev.mcpk8s.gotemplate;

import dev.mcpk8s.golang.GoRune;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses the statements of a template and of the definitions in it (text/template/parse). */
final class Parser {

    /** More than anybody writes by hand; the stack of a thread bears it. */
    private static final int DEEPEST = 300;

    private final TokenStream tokens;
    private final PipelineParser pipelines;
    private final Map<String, List<Node>> templates;
    private final int depth;
    private int nesting;
    private int ranges;

    private Parser(Lexer lexer, Map<String, List<Node>> templates, int depth) {
        this.tokens = new TokenStream(lexer);
        this.pipelines = new PipelineParser(tokens);
        this.templates = templates;
        this.depth = depth;
    }

    /**
     * Adds the template and those it defines to the others.
     *
     * @throws TemplateMistake in Go's words
     */
    static void parse(String bytes, Map<String, List<Node>> templates) {
        Parser parser = new Parser(new Lexer(bytes), templates, 0);
        parser.add(GoTemplate.NAME, parser.everything());
    }

    private void add(String name, List<Node> nodes) {
        List<Node> old = templates.get(name);
        if (old == null || isEmpty(old)) {
            templates.put(name, nodes);
        } else if (!isEmpty(nodes)) {
            throw tokens.mistake(
                    "template: multiple definition of template "
                            + ByteText.quote(name, '"', false));
        }
    }

    private static boolean isEmpty(List<Node> nodes) {
        return nodes.stream()
                .allMatch(
                        node ->
                                node instanceof Node.Text(int _, String bytes)
                                        && ByteText.decode(bytes)
                                                .codePoints()
                                                .allMatch(GoRune::isSpace));
    }

    private List<Node> everything() {
        List<Node> nodes = new ArrayList<>();
        while (!tokens.peek().is(TokenType.EOF)) {
            if (tokens.peek().is(TokenType.LEFT_DELIMITER)) {
                Token delimiter = tokens.next();
                if (tokens.nextWord().is(TokenType.DEFINE)) {
                    new Parser(tokens.lexer(), templates, depth + 1).definition();
                    continue;
                }
                tokens.back(delimiter);
            }
            Node node = textOrAction();
            if (node instanceof Node.Mark) {
                throw tokens.mistake("unexpected " + node);
            }
            nodes.add(node);
        }
        return nodes;
    }

    private void definition() {
        String context = "define clause";
        Token name = tokens.nextWord();
        String unquoted = name(name, context);
        Token _ = tokens.expect(TokenType.RIGHT_DELIMITER, context);
        add(unquoted, body(context));
    }

    private List<Node> body(String context) {
        List<Node> nodes = new ArrayList<>();
        Node.Mark end = list(nodes);
        if (!end.end()) {
            throw tokens.mistake("unexpected " + end + " in " + context);
        }
        return nodes;
    }

    /** Reads up to the mark that ends a list. */
    private Node.Mark list(List<Node> nodes) {
        while (!tokens.peekWord().is(TokenType.EOF)) {
            Node node = textOrAction();
            if (node instanceof Node.Mark mark) {
                return mark;
            }
            nodes.add(node);
        }
        throw tokens.mistake("unexpected EOF");
    }

    private Node textOrAction() {
        Token token = tokens.nextWord();
        if (token.is(TokenType.TEXT)) {
            return new Node.Text(token.position(), token.text());
        }
        if (!token.is(TokenType.LEFT_DELIMITER)) {
            throw tokens.unexpected(token, "input");
        }
        tokens.beginAction(token);
        Node node = action();
        tokens.endAction();
        return node;
    }

    private Node action() {
        Token token = tokens.nextWord();
        return switch (token.type()) {
            case BLOCK -> block();
            case BREAK, CONTINUE -> jump(token);
            case ELSE -> otherwise();
            case END ->
                    new Node.Mark(tokens.expect(TokenType.RIGHT_DELIMITER, "end").position(), true);
            case IF, WITH -> condition(token);
            case RANGE -> range();
            case TEMPLATE -> call();
            default -> {
                tokens.back();
                int position = tokens.peek().position();
                yield new Node.Action(
                        position, pipelines.pipeline("command", TokenType.RIGHT_DELIMITER));
            }
        };
    }

    private Node jump(Token word) {
        String written = "{{" + word.text() + "}}";
        Token next = tokens.nextWord();
        if (!next.is(TokenType.RIGHT_DELIMITER)) {
            throw tokens.unexpected(next, written);
        }
        if (ranges == 0) {
            throw tokens.mistake(written + " outside {{range}}");
        }
        return new Node.Jump(word.position(), word.is(TokenType.BREAK));
    }

    private Node otherwise() {
        Token next = tokens.peekWord();
        if (next.is(TokenType.IF) || next.is(TokenType.WITH)) {
            return new Node.Mark(next.position(), false);
        }
        return new Node.Mark(tokens.expect(TokenType.RIGHT_DELIMITER, "else").position(), false);
    }

    /** The parts that conditions and loops have in common. */
    private record Control(Node.Pipe pipe, List<Node> body, @Nullable List<Node> otherwise) {}

    private Node condition(Token word) {
        Control control = control(word.type(), word.text());
        return new Node.Condition(
                control.pipe().position(),
                word.is(TokenType.WITH),
                control.pipe(),
                control.body(),
                control.otherwise());
    }

    private Node range() {
        Control control = control(TokenType.RANGE, "range");
        Node.Pipe pipe = control.pipe();
        return new Node.Range(pipe.position(), pipe, control.body(), control.otherwise());
    }

    private Control control(TokenType word, String context) {
        if (depth + ++nesting > DEEPEST) {
            throw tokens.mistake("actions are nested more than " + DEEPEST + " deep");
        }
        int mark = pipelines.mark();
        Node.Pipe pipe = pipelines.pipeline(context, TokenType.RIGHT_DELIMITER);
        ranges += word == TokenType.RANGE ? 1 : 0;
        List<Node> body = new ArrayList<>();
        Node.Mark end = list(body);
        ranges -= word == TokenType.RANGE ? 1 : 0;
        List<Node> otherwise = end.end() ? null : elseList(word);
        pipelines.forget(mark);
        nesting--;
        return new Control(pipe, body, otherwise);
    }

    /** {@code else if} is an {@code if} in the else, and the end of the one ends the other. */
    private List<Node> elseList(TokenType word) {
        List<Node> nodes = new ArrayList<>();
        if (word != TokenType.RANGE && tokens.peek().is(word)) {
            nodes.add(condition(tokens.next()));
            return nodes;
        }
        Node.Mark end = list(nodes);
        if (!end.end()) {
            throw tokens.mistake("expected end; found " + end);
        }
        return nodes;
    }

    private Node block() {
        String context = "block clause";
        Token token = tokens.nextWord();
        String name = name(token, context);
        Node.Pipe pipe = pipelines.pipeline(context, TokenType.RIGHT_DELIMITER);
        if (depth + nesting >= DEEPEST) {
            throw tokens.mistake("actions are nested more than " + DEEPEST + " deep");
        }
        Parser inner = new Parser(tokens.lexer(), templates, depth + nesting + 1);
        inner.add(name, inner.body(context));
        return new Node.Call(token.position(), name, pipe);
    }

    private Node call() {
        String context = "template clause";
        Token token = tokens.nextWord();
        String name = name(token, context);
        if (tokens.nextWord().is(TokenType.RIGHT_DELIMITER)) {
            return new Node.Call(token.position(), name, null);
        }
        tokens.back();
        Node.Pipe pipe = pipelines.pipeline(context, TokenType.RIGHT_DELIMITER);
        return new Node.Call(token.position(), name, pipe);
    }

    private String name(Token token, String context) {
        if (!token.is(TokenType.STRING) && !token.is(TokenType.RAW_STRING)) {
            throw tokens.unexpected(token, context);
        }
        return pipelines.unquoted(token);
    }
}
