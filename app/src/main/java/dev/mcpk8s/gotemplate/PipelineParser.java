package dev.mcpk8s.gotemplate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parses what stands inside of actions: pipelines, commands, operands. */
final class PipelineParser {

    /** Go allows more; the stack of a thread does not. */
    private static final int DEEPEST = 300;

    private final TokenStream tokens;
    private final List<String> variables = new ArrayList<>(List.of("$"));
    private int depth;

    PipelineParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** How many variables there are. */
    int mark() {
        return variables.size();
    }

    /** Forgets the variables that came after a mark. */
    void forget(int mark) {
        variables.subList(mark, variables.size()).clear();
    }

    Node.Pipe pipeline(String context, TokenType end) {
        int position = tokens.peekWord().position();
        List<Node.Variable> declared = new ArrayList<>();
        boolean assigns = declarations(context, declared);
        List<Node.Command> commands = new ArrayList<>();
        while (true) {
            Token token = tokens.nextWord();
            if (token.is(end)) {
                check(commands, context);
                return new Node.Pipe(position, assigns, declared, commands);
            }
            switch (token.type()) {
                case BOOLEAN,
                        CHARACTER_CONSTANT,
                        COMPLEX,
                        DOT,
                        FIELD,
                        IDENTIFIER,
                        NUMBER,
                        NIL,
                        RAW_STRING,
                        STRING,
                        VARIABLE,
                        LEFT_PARENTHESIS -> {
                    tokens.back();
                    commands.add(command());
                }
                default -> throw tokens.unexpected(token, context);
            }
        }
    }

    /** Whether the variables are given new values instead of being declared. */
    private boolean declarations(String context, List<Node.Variable> declared) {
        while (tokens.peekWord().is(TokenType.VARIABLE)) {
            Token variable = tokens.next();
            Token adjacent = tokens.peek();
            Token next = tokens.peekWord();
            if (next.is(TokenType.ASSIGN) || next.is(TokenType.DECLARE)) {
                Token _ = tokens.nextWord();
                declare(variable, declared);
                return next.is(TokenType.ASSIGN);
            }
            if (!next.is(TokenType.CHARACTER) || !next.text().equals(",")) {
                if (adjacent.is(TokenType.SPACE)) {
                    tokens.back(variable, adjacent);
                } else {
                    tokens.back(variable);
                }
                return false;
            }
            Token _ = tokens.nextWord();
            declare(variable, declared);
            if (!context.equals("range") || declared.size() >= 2) {
                throw tokens.mistake("too many declarations in " + context);
            }
            switch (tokens.peekWord().type()) {
                case VARIABLE, RIGHT_DELIMITER, RIGHT_PARENTHESIS -> {}
                default -> throw tokens.mistake("range can only initialize variables");
            }
        }
        return false;
    }

    private void declare(Token variable, List<Node.Variable> declared) {
        declared.add(variable(variable.position(), variable.text()));
        variables.add(variable.text());
    }

    private void check(List<Node.Command> commands, String context) {
        if (commands.isEmpty()) {
            throw tokens.mistake("missing value for " + context);
        }
        for (int i = 1; i < commands.size(); i++) {
            switch (commands.get(i).words().getFirst()) {
                case Node.Bool _, Node.Dot _, Node.Nil _, Node.Numeral _, Node.Quoted _ ->
                        throw tokens.mistake("non executable command in pipeline stage " + (i + 1));
                default -> {}
            }
        }
    }

    private Node.Command command() {
        int position = tokens.peekWord().position();
        List<Node> words = new ArrayList<>();
        while (true) {
            Token _ = tokens.peekWord();
            Node operand = operand();
            if (operand != null) {
                words.add(operand);
            }
            Token token = tokens.next();
            if (token.is(TokenType.RIGHT_DELIMITER) || token.is(TokenType.RIGHT_PARENTHESIS)) {
                tokens.back();
                break;
            } else if (token.is(TokenType.PIPE)) {
                break;
            } else if (!token.is(TokenType.SPACE)) {
                throw tokens.unexpected(token, "operand");
            }
        }
        if (words.isEmpty()) {
            throw tokens.mistake("empty command");
        }
        return new Node.Command(position, words);
    }

    private @Nullable Node operand() {
        Node term = term();
        if (term == null || !tokens.peek().is(TokenType.FIELD)) {
            return term;
        }
        int position = tokens.peek().position();
        List<String> names = new ArrayList<>();
        while (tokens.peek().is(TokenType.FIELD)) {
            names.add(tokens.next().text().substring(1));
        }
        return switch (term) {
            case Node.Field(int _, List<String> first) ->
                    new Node.Field(position, joined(first, names));
            case Node.Variable(int _, List<String> first) ->
                    new Node.Variable(position, joined(first, names));
            case Node.Bool _, Node.Quoted _, Node.Numeral _, Node.Nil _, Node.Dot _ ->
                    throw tokens.mistake(
                            "unexpected . after term "
                                    + ByteText.quote(term.toString(), '"', false));
            default -> new Node.Chain(position, term, names);
        };
    }

    private static List<String> joined(List<String> first, List<String> rest) {
        List<String> all = new ArrayList<>(first);
        all.addAll(rest);
        return all;
    }

    private @Nullable Node term() {
        Token token = tokens.nextWord();
        int position = token.position();
        return switch (token.type()) {
            case IDENTIFIER -> function(token);
            case DOT -> new Node.Dot(position);
            case NIL -> new Node.Nil(position);
            case VARIABLE -> used(token);
            case FIELD -> new Node.Field(position, List.of(token.text().substring(1)));
            case BOOLEAN -> new Node.Bool(position, token.text().equals("true"));
            case CHARACTER_CONSTANT -> number(token, NumberLiteral::parseCharacter);
            case COMPLEX -> number(token, NumberLiteral::parseComplex);
            case NUMBER -> number(token, NumberLiteral::parse);
            case LEFT_PARENTHESIS -> parenthesised();
            case STRING, RAW_STRING -> new Node.Quoted(position, token.text(), unquoted(token));
            default -> {
                tokens.back();
                yield null;
            }
        };
    }

    private Node parenthesised() {
        if (depth >= DEEPEST) {
            throw tokens.mistake("max expression depth exceeded");
        }
        depth++;
        Node.Pipe pipe = pipeline("parenthesized pipeline", TokenType.RIGHT_PARENTHESIS);
        depth--;
        return pipe;
    }

    private Node function(Token token) {
        if (!Functions.isKnown(token.text())) {
            throw tokens.mistake(
                    "function " + ByteText.quote(token.text(), '"', false) + " not defined");
        }
        return new Node.Identifier(token.position(), token.text());
    }

    private Node used(Token token) {
        if (!variables.contains(token.text())) {
            throw tokens.mistake("undefined variable " + ByteText.quote(token.text(), '"', false));
        }
        return variable(token.position(), token.text());
    }

    private Node number(Token token, Function<String, NumberLiteral> parse) {
        return new Node.Numeral(token.position(), rethrown(token, parse));
    }

    /** The text of a constant in quotes. */
    String unquoted(Token token) {
        return rethrown(token, Unquote::text);
    }

    private <T> T rethrown(Token token, Function<String, T> read) {
        try {
            return read.apply(token.text());
        } catch (TemplateMistake inConstant) {
            throw tokens.mistake(inConstant.words());
        }
    }

    private static Node.Variable variable(int position, String name) {
        return new Node.Variable(position, Arrays.asList(name.split("\\.", -1)));
    }
}
