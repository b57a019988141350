package dev.mcpk8s.filter.jq;

import java.util.ArrayList;
import java.util.List;

/** What stands behind {@code as}. */
final class PatternParser {

    private final TokenStream tokens;
    private final JqParser.Names names;
    private final JqParser parser;
    private final TermParser terms;

    PatternParser(TokenStream tokens, JqParser.Names names, JqParser parser, TermParser terms) {
        this.tokens = tokens;
        this.names = names;
        this.parser = parser;
        this.terms = terms;
    }

    /** A pattern; its variables are known from here on. */
    Ast.Pattern pattern() {
        if (tokens.accept("[")) {
            List<Ast.Pattern> elements = new ArrayList<>();
            do {
                elements.add(parser.deeper(this::pattern));
            } while (tokens.accept(","));
            tokens.expect("]");
            return new Ast.Pattern.Elements(List.copyOf(elements));
        }
        if (tokens.accept("{")) {
            List<Ast.Pattern.Field> fields = new ArrayList<>();
            do {
                fields.add(field());
            } while (tokens.accept(","));
            tokens.expect("}");
            return new Ast.Pattern.Fields(List.copyOf(fields));
        }
        return new Ast.Pattern.Name(variable());
    }

    private String variable() {
        String name = tokens.expect(Token.Kind.VARIABLE);
        names.declare(name);
        return name;
    }

    private Ast.Pattern.Field field() {
        if (tokens.peek().kind() == Token.Kind.VARIABLE) {
            String name = variable();
            Ast key = new Ast.Literal(Value.of(name.substring(1)));
            Ast.Pattern inner = tokens.accept(":") ? parser.deeper(this::pattern) : null;
            return new Ast.Pattern.Field(key, name, inner);
        }
        Ast key;
        Token token = tokens.next();
        if (token.kind() == Token.Kind.NAME) {
            key = new Ast.Literal(Value.of(token.text()));
        } else if (token.kind() == Token.Kind.STRING) {
            key = terms.string(token, "@text");
        } else if (token.is("(")) {
            key = parser.pipe();
            tokens.expect(")");
        } else {
            throw new SyntaxError("syntax error, unexpected " + token.text());
        }
        tokens.expect(":");
        return new Ast.Pattern.Field(key, null, parser.deeper(this::pattern));
    }
}
