package dev.mcpk8s.filter.jq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Programs from text. Names are checked here, so that a wrong one fails before any input. */
final class JqParser {

    private static final int DEEPEST = 150;
    private static final int COMMA = 1;
    private static final int ASSIGNMENT = 3;

    /** How strongly operators bind; odd ones in between are for the right side. */
    private static final Map<String, Integer> STRENGTHS =
            Map.ofEntries(
                    Map.entry(",", COMMA),
                    Map.entry("//", 2),
                    Map.entry("=", ASSIGNMENT),
                    Map.entry("|=", ASSIGNMENT),
                    Map.entry("+=", ASSIGNMENT),
                    Map.entry("-=", ASSIGNMENT),
                    Map.entry("*=", ASSIGNMENT),
                    Map.entry("/=", ASSIGNMENT),
                    Map.entry("%=", ASSIGNMENT),
                    Map.entry("//=", ASSIGNMENT),
                    Map.entry("or", 4),
                    Map.entry("and", 5),
                    Map.entry("==", 6),
                    Map.entry("!=", 6),
                    Map.entry("<", 6),
                    Map.entry("<=", 6),
                    Map.entry(">", 6),
                    Map.entry(">=", 6),
                    Map.entry("+", 7),
                    Map.entry("-", 7),
                    Map.entry("*", 8),
                    Map.entry("/", 8),
                    Map.entry("%", 8));

    private final TokenStream tokens;
    private final Names names;
    private int depth;

    JqParser(TokenStream tokens, Names names) {
        this.tokens = tokens;
        this.names = names;
    }

    /** A parser for the tokens inside a string, as deep as this one. */
    JqParser inside(TokenStream inner) {
        JqParser parser = new JqParser(inner, names);
        parser.depth = depth;
        return parser;
    }

    /**
     * @param known signatures of what is built in
     * @param variables with their {@code $}
     * @throws SyntaxError when it is no program
     */
    static Ast parse(String program, Predicate<String> known, Iterable<String> variables) {
        Names names = new Names(known);
        variables.forEach(names::declare);
        TokenStream tokens = new TokenStream(new JqLexer(program).tokens());
        JqParser parser = new JqParser(tokens, names);
        Ast ast = parser.program();
        parser.end();
        return ast;
    }

    /** Definitions alone, one behind the other. */
    static List<Ast.Function> definitions(String text, Predicate<String> known) {
        JqParser parser =
                new JqParser(new TokenStream(new JqLexer(text).tokens()), new Names(known));
        List<Ast.Function> functions = new ArrayList<>();
        while (parser.tokens.accept("def")) {
            functions.add(parser.definition());
        }
        parser.end();
        return List.copyOf(functions);
    }

    private void end() {
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.unexpected();
        }
    }

    private Ast program() {
        if (tokens.peek().kind() == Token.Kind.END) {
            return new Ast.Identity();
        }
        int scope = names.mark();
        List<Ast.Function> functions = new ArrayList<>();
        while (tokens.accept("def")) {
            functions.add(definition());
        }
        boolean onlyDefines = tokens.peek().kind() == Token.Kind.END && !functions.isEmpty();
        Ast body = onlyDefines ? new Ast.Identity() : pipe();
        names.forget(scope);
        for (Ast.Function function : functions.reversed()) {
            body = new Ast.Define(function, body);
        }
        return body;
    }

    /** A whole expression. */
    Ast pipe() {
        enter();
        int scope = names.mark();
        Ast result;
        if (tokens.accept("def")) {
            Ast.Function function = definition();
            result = new Ast.Define(function, pipe());
        } else {
            result = binary(COMMA);
            if (tokens.accept("|")) {
                result = new Ast.Pipe(result, pipe());
            }
        }
        names.forget(scope);
        depth--;
        return result;
    }

    /** Parses what is nested, but not too deep. */
    <T> T deeper(Supplier<T> nested) {
        enter();
        T result = nested.get();
        depth--;
        return result;
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw new SyntaxError("the program is nested too deep");
        }
    }

    private Ast.Function definition() {
        String name = tokens.expect(Token.Kind.NAME);
        List<String> parameters = new ArrayList<>();
        if (tokens.accept("(")) {
            do {
                Token.Kind kind = tokens.peek().kind();
                parameters.add(tokens.expect(kind == Token.Kind.VARIABLE ? kind : Token.Kind.NAME));
            } while (tokens.accept(";"));
            tokens.expect(")");
        }
        tokens.expect(":");
        int scope = names.mark();
        names.declare(name + "/" + parameters.size());
        for (String parameter : parameters) {
            names.declare(parameter.replace("$", "") + "/0");
            if (parameter.startsWith("$")) {
                names.declare(parameter);
            }
        }
        Ast body = pipe();
        tokens.expect(";");
        names.forget(scope);
        names.declare(name + "/" + parameters.size());
        return new Ast.Function(name, List.copyOf(parameters), body);
    }

    /** Operators that bind at least so strongly. */
    Ast binary(int weakest) {
        enter();
        Ast left = prefixed();
        int allowed = Integer.MAX_VALUE;
        while (true) {
            Token token = tokens.peek();
            Integer strength =
                    token.kind() == Token.Kind.END || token.kind() == Token.Kind.STRING
                            ? null
                            : STRENGTHS.get(token.text());
            boolean operator = strength != null && token.is(token.text());
            if (!operator || strength == null || strength < weakest || strength > allowed) {
                depth--;
                return left;
            }
            tokens.next();
            boolean right = token.is("//");
            left = combined(token.text(), left, binary(right ? strength : strength + 1));
            // Assignments and comparisons do not follow one another.
            boolean once = strength == ASSIGNMENT || strength == 6;
            allowed = once ? strength - 1 : Integer.MAX_VALUE;
        }
    }

    private Ast prefixed() {
        return tokens.accept("-")
                ? new Ast.Negate(deeper(this::prefixed))
                : new TermParser(tokens, names, this).term();
    }

    private static Ast combined(String operator, Ast left, Ast right) {
        return switch (operator) {
            case "," -> new Ast.Comma(left, right);
            case "//" -> new Ast.Alternative(left, right);
            case "and" -> new Ast.Logical(true, left, right);
            case "or" -> new Ast.Logical(false, left, right);
            case "=", "|=", "+=", "-=", "*=", "/=", "%=", "//=" ->
                    new Ast.Assign(operator, left, right);
            default -> new Ast.Binary(operator, left, right);
        };
    }

    /** What is known where the parser stands. */
    static final class Names {

        private final Predicate<String> known;
        private final List<String> declared = new ArrayList<>();

        Names(Predicate<String> known) {
            this.known = known;
        }

        int mark() {
            return declared.size();
        }

        void forget(int mark) {
            declared.subList(mark, declared.size()).clear();
        }

        void declare(String name) {
            declared.add(name);
        }

        /**
         * @param shown as the message names it; null for the name itself
         */
        void require(String name, @Nullable String shown) {
            if (!declared.contains(name) && !known.test(name)) {
                throw new SyntaxError((shown == null ? name : shown) + " is not defined");
            }
        }
    }
}
