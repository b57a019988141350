package dev.mcpk8s.gotemplate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.gotemplate.Functions.Parameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of pipelines, commands and operands (text/template/exec.go). */
final class Evaluation {

    private final Variables variables;
    private final Budget budget;
    private final boolean missingKeyIsMistake;
    private final Position position;

    Evaluation(Variables variables, Budget budget, boolean missingKeyIsMistake, Position position) {
        this.variables = variables;
        this.budget = budget;
        this.missingKeyIsMistake = missingKeyIsMistake;
        this.position = position;
    }

    /** The value, out of its interface; what the pipeline declares is declared. */
    Value pipeline(Value dot, Node.Pipe pipe) throws IOException {
        position.at(pipe);
        Value value = null;
        for (Node.Command command : pipe.commands()) {
            value = command(dot, command, value).unboxed();
        }
        Value result = value == null ? Value.none() : value;
        for (Node.Variable variable : pipe.declared()) {
            if (pipe.assigns()) {
                assign(variable.name(), result);
            } else {
                variables.push(variable.name(), result);
            }
        }
        return result;
    }

    /** Gives a variable that there is another value. */
    void assign(String name, Value value) {
        try {
            variables.set(name, value);
        } catch (TemplateMistake undefined) {
            throw position.mistake(undefined.words());
        }
    }

    /**
     * @param last what the command before it gave, null for the first
     */
    private Value command(Value dot, Node.Command command, @Nullable Value last)
            throws IOException {
        budget.step();
        Node first = command.words().getFirst();
        List<Node> arguments = command.words().subList(1, command.words().size());
        boolean hasArguments = !arguments.isEmpty() || last != null;
        switch (first) {
            case Node.Field field -> {
                return field(dot, field, hasArguments);
            }
            case Node.Chain chain -> {
                return chain(dot, chain, hasArguments);
            }
            case Node.Identifier function -> {
                return function(dot, function, command, arguments, last);
            }
            case Node.Variable variable -> {
                return variable(variable, hasArguments);
            }
            case Node.Pipe pipe -> {
                checkNoArguments(first, hasArguments);
                return pipeline(dot, pipe);
            }
            default -> {
                position.at(first);
                checkNoArguments(first, hasArguments);
                return constant(dot, first);
            }
        }
    }

    private void checkNoArguments(Node first, boolean hasArguments) {
        if (hasArguments) {
            throw position.mistake("can't give argument to non-function " + first);
        }
    }

    private Value constant(Value dot, Node node) {
        return switch (node) {
            case Node.Bool(int _, boolean value) -> new Value.Bool(value);
            case Node.Dot _ -> dot;
            case Node.Nil _ -> throw position.mistake("nil is not a command");
            case Node.Numeral(int _, NumberLiteral literal) -> {
                position.at(node);
                if (literal.value() == null) {
                    throw position.mistake(literal.written() + " overflows int");
                }
                yield literal.value();
            }
            case Node.Quoted(int _, String _, String bytes) -> new Value.Text(bytes);
            default ->
                    throw position.mistake(
                            "can't evaluate command "
                                    + ByteText.quote(node.toString(), '"', false));
        };
    }

    private Value field(Value dot, Node.Field field, boolean hasArguments) {
        position.at(field);
        return fields(dot, field.names(), hasArguments);
    }

    private Value chain(Value dot, Node.Chain chain, boolean hasArguments) throws IOException {
        position.at(chain);
        if (chain.term() instanceof Node.Nil) {
            throw position.mistake("indirection through explicit nil in " + chain);
        }
        Value term = operand(dot, chain.term());
        return fields(term, chain.names(), hasArguments);
    }

    private Value variable(Node.Variable variable, boolean hasArguments) {
        position.at(variable);
        Value value;
        try {
            value = variables.get(variable.name());
        } catch (TemplateMistake undefined) {
            throw position.mistake(undefined.words());
        }
        List<String> names = variable.names();
        if (names.size() == 1) {
            checkNoArguments(variable, hasArguments);
            return value;
        }
        return fields(value, names.subList(1, names.size()), hasArguments);
    }

    private Value fields(Value receiver, List<String> names, boolean hasArguments) {
        Value value = receiver;
        for (int i = 0; i < names.size(); i++) {
            value = entry(value, names.get(i), hasArguments && i == names.size() - 1);
        }
        return value;
    }

    private Value entry(Value receiver, String name, boolean hasArguments) {
        if (!receiver.isValid()) {
            if (missingKeyIsMistake) {
                throw position.mistake(
                        "nil data; no entry for key " + ByteText.quote(name, '"', false));
            }
            return Value.none();
        }
        Value map = receiver.unboxed();
        if (!map.isValid()) {
            throw position.mistake("nil pointer evaluating " + receiver.goType() + "." + name);
        }
        if (!(map instanceof Value.Fields(JsonNode object))) {
            throw position.mistake(
                    "can't evaluate field " + name + " in type " + receiver.goType());
        }
        if (hasArguments) {
            throw position.mistake(name + " is not a method but has arguments");
        }
        JsonNode found = object.get(ByteText.decode(name));
        if (found != null) {
            return Value.element(found);
        }
        if (missingKeyIsMistake) {
            throw position.mistake("map has no entry for key " + ByteText.quote(name, '"', false));
        }
        return Value.none();
    }

    /**
     * @param node what messages name when the function has something against its arguments
     */
    private Value function(
            Value dot, Node.Identifier function, Node node, List<Node> words, @Nullable Value last)
            throws IOException {
        position.at(function);
        String name = function.name();
        Functions.Signature signature = Functions.signature(name);
        checkCount(name, signature, words.size(), last != null);
        if (name.equals("and") || name.equals("or")) {
            return firstThatDecides(dot, name.equals("or"), words, last);
        }
        List<Value> arguments = new ArrayList<>(words.size() + 1);
        for (Node word : words) {
            Value argument = argument(dot, signature.parameter(arguments.size()), word);
            budget.keep(argument);
            arguments.add(argument);
        }
        if (last != null) {
            Value argument = converted(last, signature.parameter(arguments.size()));
            budget.keep(argument);
            arguments.add(argument);
        }
        try {
            return Functions.call(name, arguments, callee(words, last));
        } catch (TemplateMistake mistake) {
            position.at(node);
            throw position.mistake("error calling " + name + ": " + mistake.words());
        } finally {
            arguments.forEach(budget::release);
        }
    }

    private static String callee(List<Node> words, @Nullable Value last) {
        if (!words.isEmpty()) {
            return words.getFirst().toString();
        }
        return last instanceof Value.Text(String bytes)
                ? bytes
                : "<" + (last == null ? "" : last.goType()) + " Value>";
    }

    private void checkCount(
            String name, Functions.Signature signature, int words, boolean hasLast) {
        int wanted = signature.fixed().size();
        int given = words + (hasLast ? 1 : 0);
        if (signature.variadic() && given < wanted) {
            throw position.mistake(
                    "wrong number of args for "
                            + name
                            + ": want at least "
                            + wanted
                            + " got "
                            + words);
        }
        if (!signature.variadic() && given != wanted) {
            throw position.mistake(
                    "wrong number of args for " + name + ": want " + wanted + " got " + given);
        }
    }

    /** {@code and} and {@code or} look at no more arguments than they must. */
    private Value firstThatDecides(
            Value dot, boolean deciding, List<Node> words, @Nullable Value last)
            throws IOException {
        Value value = Value.none();
        for (Node word : words) {
            value = argument(dot, Parameter.VALUE, word);
            if (value.isTrue() == deciding) {
                return value;
            }
        }
        return last == null ? value : last;
    }

    private Value argument(Value dot, Parameter parameter, Node node) throws IOException {
        position.at(node);
        if (node instanceof Node.Nil) {
            if (parameter == Parameter.STRING) {
                throw position.mistake("cannot assign nil to string");
            }
            return parameter == Parameter.ANY ? Value.nil() : Value.none();
        }
        boolean literal =
                node instanceof Node.Bool
                        || node instanceof Node.Numeral
                        || node instanceof Node.Quoted;
        if (literal && parameter == Parameter.STRING && !(node instanceof Node.Quoted)) {
            throw position.mistake("expected string; found " + node);
        }
        return literal ? constant(dot, node) : converted(operand(dot, node), parameter);
    }

    private Value operand(Value dot, Node node) throws IOException {
        position.at(node);
        return switch (node) {
            case Node.Dot _ -> dot;
            case Node.Field field -> field(dot, field, false);
            case Node.Variable variable -> variable(variable, false);
            case Node.Pipe pipe -> pipeline(dot, pipe);
            case Node.Identifier function -> function(dot, function, function, List.of(), null);
            case Node.Chain chain -> chain(dot, chain, false);
            default -> throw position.mistake("can't handle " + node);
        };
    }

    private Value converted(Value value, Parameter parameter) {
        if (parameter == Parameter.STRING) {
            if (!value.isValid()) {
                throw position.mistake("invalid value; expected string");
            }
            Value text = value.unboxed();
            if (!(text instanceof Value.Text)) {
                String type = (text.isValid() ? text : value).goType();
                throw position.mistake("wrong type for value; expected string; got " + type);
            }
            return text;
        }
        return parameter == Parameter.ANY && !value.isValid() ? Value.nil() : value;
    }
}
