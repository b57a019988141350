package dev.mcpk8s.filter.jq;

import org.jspecify.annotations.Nullable;

/** {@code if}, {@code reduce}, {@code foreach} and {@code label}. */
final class ControlParser {

    private final TokenStream tokens;
    private final JqParser.Names names;
    private final JqParser parser;
    private final TermParser terms;

    ControlParser(TokenStream tokens, JqParser.Names names, JqParser parser, TermParser terms) {
        this.tokens = tokens;
        this.names = names;
        this.parser = parser;
        this.terms = terms;
    }

    Ast condition() {
        Ast condition = parser.pipe();
        tokens.expect("then");
        Ast then = parser.pipe();
        if (tokens.accept("elif")) {
            return new Ast.If(condition, then, nested());
        }
        Ast otherwise = tokens.accept("else") ? parser.pipe() : new Ast.Identity();
        tokens.expect("end");
        return new Ast.If(condition, then, otherwise);
    }

    /** Many {@code elif} are as deep as many parentheses. */
    private Ast nested() {
        return parser.deeper(this::condition);
    }

    Ast loop(boolean reduce) {
        Ast source = parser.deeper(terms::postfix);
        tokens.expect("as");
        int scope = names.mark();
        Ast.Pattern pattern = new PatternParser(tokens, names, parser, terms).pattern();
        tokens.expect("(");
        // The start does not see the variables, but a name too many harms nobody before it runs.
        Ast start = parser.pipe();
        tokens.expect(";");
        Ast update = parser.pipe();
        @Nullable Ast extract = !reduce && tokens.accept(";") ? parser.pipe() : null;
        tokens.expect(")");
        names.forget(scope);
        return reduce
                ? new Ast.Reduce(source, pattern, start, update)
                : new Ast.Foreach(source, pattern, start, update, extract);
    }

    Ast label() {
        String label = tokens.expect(Token.Kind.VARIABLE);
        tokens.expect("|");
        int scope = names.mark();
        names.declare("*" + label);
        Ast body = parser.pipe();
        names.forget(scope);
        return new Ast.Label(label, body);
    }
}
