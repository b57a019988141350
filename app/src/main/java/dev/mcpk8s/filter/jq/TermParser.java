package dev.mcpk8s.filter.jq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The terms of a program, with all that stands behind them. */
final class TermParser {

    private static final List<String> FORMATS =
            List.of(
                    "@text",
                    "@json",
                    "@csv",
                    "@tsv",
                    "@html",
                    "@uri",
                    "@sh",
                    "@base64",
                    "@base64d");

    private final TokenStream tokens;
    private final JqParser.Names names;
    private final JqParser parser;

    TermParser(TokenStream tokens, JqParser.Names names, JqParser parser) {
        this.tokens = tokens;
        this.names = names;
        this.parser = parser;
    }

    Ast term() {
        Ast term = postfix();
        return tokens.accept("as") ? bind(term) : term;
    }

    private Ast bind(Ast source) {
        int scope = names.mark();
        PatternParser patterns = new PatternParser(tokens, names, parser, this);
        Ast.Pattern pattern = patterns.pattern();
        tokens.expect("|");
        Ast body = parser.pipe();
        names.forget(scope);
        return new Ast.Bind(source, pattern, body);
    }

    /** A term with its suffixes, but without {@code as}. */
    Ast postfix() {
        boolean grouped = tokens.peek().is("(");
        Ast term = atom();
        for (; ; grouped = false) {
            if (tokens.peek().kind() == Token.Kind.FIELD) {
                term = new Ast.Index(term, new Ast.Literal(Value.of(tokens.next().text())));
            } else if (tokens.accept("?")) {
                term = grouped ? new Ast.Try(term, null) : optional(term);
            } else if (tokens.accept("[")) {
                term = bracket(term);
            } else if (tokens.accept(".")) {
                if (tokens.peek().kind() == Token.Kind.STRING) {
                    term = new Ast.Index(term, string(tokens.next(), "@text"));
                } else {
                    tokens.expect("[");
                    term = bracket(term);
                }
            } else {
                return term;
            }
        }
    }

    /** A question mark is about the last step only, where the step says so by itself. */
    private static Ast optional(Ast term) {
        Ast here = new Ast.Identity();
        return switch (term) {
            case Ast.Iterate(Ast target) -> optional(target, new Ast.Iterate(here));
            case Ast.Index(Ast target, Ast key) when isConstant(key) ->
                    optional(target, new Ast.Index(here, key));
            case Ast.Slice(Ast target, Ast from, Ast to) when isConstant(from) && isConstant(to) ->
                    optional(target, new Ast.Slice(here, from, to));
            default -> new Ast.Try(term, null);
        };
    }

    private static Ast optional(Ast target, Ast step) {
        return new Ast.Pipe(target, new Ast.Try(step, null));
    }

    private static boolean isConstant(@Nullable Ast key) {
        return key == null
                || key instanceof Ast.Literal
                || (key instanceof Ast.Negate(Ast operand) && isConstant(operand));
    }

    private Ast bracket(Ast target) {
        if (tokens.accept("]")) {
            return new Ast.Iterate(target);
        }
        if (tokens.accept(":")) {
            Ast to = parser.pipe();
            tokens.expect("]");
            return new Ast.Slice(target, null, to);
        }
        Ast from = parser.pipe();
        if (!tokens.accept(":")) {
            tokens.expect("]");
            return new Ast.Index(target, from);
        }
        Ast to = tokens.peek().is("]") ? null : parser.pipe();
        tokens.expect("]");
        return new Ast.Slice(target, from, to);
    }

    private Ast atom() {
        Token token = tokens.next();
        return switch (token.kind()) {
            case FIELD ->
                    new Ast.Index(new Ast.Identity(), new Ast.Literal(Value.of(token.text())));
            case NUMBER -> new Ast.Literal(number(token.text()));
            case STRING -> string(token, "@text");
            case FORMAT -> format(token.text());
            case VARIABLE -> variable(token.text());
            case OPERATOR -> operator(token.text());
            case NAME -> named(token.text());
            case END -> throw tokens.unexpected();
        };
    }

    private static Value number(String text) {
        try {
            return Value.of(Double.parseDouble(text));
        } catch (NumberFormatException wrong) {
            throw new SyntaxError("syntax error, unexpected " + text);
        }
    }

    private Ast variable(String name) {
        if (name.equals("$ENV")) {
            throw new SyntaxError("$ENV is not available here");
        }
        names.require(name, null);
        return new Ast.Variable(name);
    }

    private Ast format(String name) {
        if (!FORMATS.contains(name)) {
            throw new SyntaxError(name.substring(1) + " is not a valid format");
        }
        return tokens.peek().kind() == Token.Kind.STRING
                ? string(tokens.next(), name)
                : new Ast.Format(name);
    }

    /** A string, with what stands inside it. */
    Ast string(Token token, String format) {
        if (token.parts().size() == 1) {
            return new Ast.Literal(Value.of(token.parts().getFirst().text()));
        }
        List<Ast> parts = new ArrayList<>();
        for (Token.Part part : token.parts()) {
            if (part.tokens().isEmpty()) {
                parts.add(new Ast.Literal(Value.of(part.text())));
            } else {
                TokenStream inside = new TokenStream(part.tokens());
                Ast ast = parser.inside(inside).pipe();
                if (inside.peek().kind() != Token.Kind.END) {
                    throw inside.unexpected();
                }
                // A literal would be taken for the text around it.
                parts.add(new Ast.Pipe(new Ast.Identity(), ast));
            }
        }
        return new Ast.Interpolation(format, List.copyOf(parts));
    }

    private Ast operator(String operator) {
        return switch (operator) {
            case "." -> {
                if (tokens.peek().kind() == Token.Kind.STRING) {
                    yield new Ast.Index(new Ast.Identity(), string(tokens.next(), "@text"));
                }
                yield new Ast.Identity();
            }
            case ".." -> new Ast.Call("recurse", List.of());
            case "(" -> {
                Ast inside = parser.pipe();
                tokens.expect(")");
                yield inside;
            }
            case "[" -> {
                if (tokens.accept("]")) {
                    yield new Ast.Collect(null);
                }
                Ast items = parser.pipe();
                tokens.expect("]");
                yield new Ast.Collect(items);
            }
            case "{" -> construct();
            case "-" -> new Ast.Negate(parser.deeper(this::postfix));
            default -> throw new SyntaxError("syntax error, unexpected '" + operator + "'");
        };
    }

    private Ast construct() {
        List<Ast.Member> members = new ArrayList<>();
        while (!tokens.accept("}")) {
            if (!members.isEmpty()) {
                tokens.expect(",");
            }
            members.add(member());
        }
        return new Ast.Construct(List.copyOf(members));
    }

    private Ast.Member member() {
        Token token = tokens.next();
        Ast key;
        Ast abbreviated = null;
        switch (token.kind()) {
            case VARIABLE -> {
                key = new Ast.Literal(Value.of(token.text().substring(1)));
                abbreviated = variable(token.text());
            }
            case NAME, NUMBER -> key = new Ast.Literal(Value.of(token.text()));
            case STRING -> key = string(token, "@text");
            case FORMAT -> key = format(token.text());
            default -> {
                if (!token.is("(")) {
                    throw new SyntaxError("syntax error, unexpected '" + token.text() + "'");
                }
                key = parser.pipe();
                tokens.expect(")");
                tokens.expect(":");
                return new Ast.Member(key, value());
            }
        }
        if (tokens.accept(":")) {
            return new Ast.Member(key, value());
        }
        return new Ast.Member(
                key, abbreviated == null ? new Ast.Index(new Ast.Identity(), key) : abbreviated);
    }

    /** A member's value: no comma, but terms may be piped. */
    private Ast value() {
        Ast value = parser.binary(2);
        return tokens.accept("|") ? new Ast.Pipe(value, value()) : value;
    }

    private Ast named(String name) {
        return switch (name) {
            case "if" -> control().condition();
            case "try" -> {
                Ast body = parser.deeper(this::postfix);
                boolean caught = tokens.accept("catch");
                yield new Ast.Try(body, caught ? parser.deeper(this::postfix) : null);
            }
            case "reduce", "foreach" -> control().loop(name.equals("reduce"));
            case "label" -> control().label();
            case "break" -> {
                String label = tokens.expect(Token.Kind.VARIABLE);
                names.require("*" + label, "*label-" + label.substring(1) + "/0");
                yield new Ast.Break(label);
            }
            case "null" -> new Ast.Literal(Constants.NULL);
            case "true" -> new Ast.Literal(Constants.TRUE);
            case "false" -> new Ast.Literal(Constants.FALSE);
            case "then",
                    "elif",
                    "else",
                    "end",
                    "as",
                    "and",
                    "or",
                    "catch",
                    "def",
                    "import",
                    "include",
                    "__loc__" ->
                    throw new SyntaxError("syntax error, unexpected " + name);
            default -> call(name);
        };
    }

    private ControlParser control() {
        return new ControlParser(tokens, names, parser, this);
    }

    private Ast call(String name) {
        List<Ast> arguments = new ArrayList<>();
        if (tokens.accept("(")) {
            do {
                arguments.add(parser.pipe());
            } while (tokens.accept(";"));
            tokens.expect(")");
        }
        names.require(name + "/" + arguments.size(), null);
        return new Ast.Call(name, List.copyOf(arguments));
    }
}
