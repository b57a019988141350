package dev.mcpk8s.jsonpath;

import dev.mcpk8s.error.CommandException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads kubectl's JSONPath dialect: text with paths in braces (client-go {@code
 * util/jsonpath/parser.go}). Errors are in its words, without what the printers put before them.
 */
final class TemplateParser {

    private final TemplateReader in;

    private TemplateParser(String text) {
        in = new TemplateReader(text);
    }

    /**
     * @throws CommandException when the text is no template
     */
    static List<Node> parse(String text) {
        return new TemplateParser(text).template();
    }

    /** The path in braces. */
    static Node.Sequence path(String inner) {
        return (Node.Sequence) parse("{" + inner + "}").getFirst();
    }

    private List<Node> template() {
        List<Node> nodes = new ArrayList<>();
        while (true) {
            boolean brace = in.startsWith("{");
            if (!brace && in.next() != TemplateReader.END) {
                continue;
            }
            if (in.hasToken()) {
                nodes.add(new Node.Text(in.token()));
            }
            if (!brace) {
                return nodes;
            }
            in.skip(1);
            in.token();
            nodes.add(action());
        }
    }

    private Node.Sequence action() {
        List<Node> path = new ArrayList<>();
        while (!in.startsWith("}")) {
            if (in.startsWith("[?(")) {
                path.add(filter());
            } else if (in.startsWith("..")) {
                descent(path);
            } else {
                step(path);
            }
        }
        in.skip(1);
        in.token();
        return new Node.Sequence(path);
    }

    private void step(List<Node> path) {
        int c = in.next();
        switch (c) {
            case TemplateReader.END, '\r', '\n' -> throw error("unclosed action");
            case ' ', '@', '$' -> in.token();
            case '[' -> SubscriptParser.add(subscript(), path);
            case '"', '\'' -> path.add(quoted(c));
            case '.' -> path.add(field());
            default -> {
                in.back();
                if (c == '+' || c == '-' || Character.isDigit(c)) {
                    path.add(number());
                } else if (TemplateReader.isWord(c)) {
                    path.add(identifier());
                } else {
                    throw error("unrecognized character in action: " + describe(c));
                }
            }
        }
    }

    private static String describe(int c) {
        String code = "U+%04X".formatted(c);
        boolean visible = c == ' ' || !(Character.isISOControl(c) || Character.isSpaceChar(c));
        return visible && Character.isDefined(c) && Character.getType(c) != Character.FORMAT
                ? code + " '" + Character.toString(c) + "'"
                : code;
    }

    private void descent(List<Node> path) {
        if (!path.isEmpty() && path.getLast() instanceof Node.Descent) {
            throw error("invalid multiple recursive descent");
        }
        in.skip(2);
        in.token();
        path.add(new Node.Descent());
        if (TemplateReader.isWord(in.peek())) {
            path.add(field());
        }
    }

    private Node field() {
        in.token();
        while (true) {
            int c = in.next();
            if (c == '\\') {
                in.next();
            } else if (TemplateReader.isTerminator(c)) {
                in.back();
                break;
            }
        }
        String name = in.token();
        return name.equals("*") ? new Node.Wildcard() : new Node.Field(name.replace("\\", ""));
    }

    private Node identifier() {
        while (!TemplateReader.isTerminator(in.next())) {
            // until the word ends
        }
        in.back();
        String word = in.token();
        return switch (word) {
            case "true" -> new Node.BooleanLiteral(true);
            case "false" -> new Node.BooleanLiteral(false);
            default -> new Node.Identifier(word);
        };
    }

    private Node number() {
        int sign = in.next();
        if (sign != '+' && sign != '-') {
            in.back();
        }
        while (true) {
            int c = in.next();
            if (c != '.' && (c == TemplateReader.END || !Character.isDigit(c))) {
                in.back();
                break;
            }
        }
        String text = in.token();
        Long integer = SubscriptParser.integer(text);
        if (integer != null) {
            return new Node.IntegerLiteral(integer);
        }
        if (text.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)")
                && Double.isFinite(Double.parseDouble(text))) {
            return new Node.FloatLiteral(Double.parseDouble(text));
        }
        throw error("cannot parse number " + text);
    }

    /** What stands in the brackets, the first of which is read already. */
    private String subscript() {
        while (true) {
            switch (in.next()) {
                case TemplateReader.END, '\n' -> throw error("unterminated array");
                case ']' -> {
                    String text = in.token();
                    return text.substring(1, text.length() - 1);
                }
                default -> {}
            }
        }
    }

    private Node quoted(int quote) {
        while (true) {
            int c = in.next();
            if (c == TemplateReader.END || c == '\n') {
                throw error("unterminated quoted string");
            }
            if (c == quote && !in.isEscaped()) {
                return new Node.Text(QuotedText.unquote(in.token()));
            }
        }
    }

    private Node filter() {
        in.skip(3);
        in.token();
        int quote = 0;
        boolean closed = false;
        for (int c = in.next(); c != ')' || (quote != 0 && !closed); c = in.next()) {
            if (c == TemplateReader.END || c == '\n') {
                throw error("unterminated filter");
            }
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote && !in.isEscaped()) {
                closed = true;
            }
        }
        if (in.next() != ']') {
            throw error("unclosed array expect ]");
        }
        String text = in.token();
        return condition(text.substring(0, text.length() - 2));
    }

    private static Node condition(String text) {
        int operator = 0;
        while (operator < text.length() && "!<>=".indexOf(text.charAt(operator)) < 0) {
            operator++;
        }
        int right = operator;
        while (right < text.length() && "!<>=".indexOf(text.charAt(right)) >= 0) {
            right++;
        }
        // Something has to follow the operator, if need be its own last character.
        right -= right == text.length() ? 1 : 0;
        if (operator == 0 || right <= operator) {
            return new Node.Filter(path(text), Node.Filter.EXISTS, new Node.Sequence(List.of()));
        }
        return new Node.Filter(
                path(text.substring(0, operator)),
                text.substring(operator, right),
                path(text.substring(right)));
    }

    static CommandException error(String message) {
        return CommandException.usage(message);
    }
}
