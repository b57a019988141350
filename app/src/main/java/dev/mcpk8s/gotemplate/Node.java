package dev.mcpk8s.gotemplate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A part of a parsed template; its {@code toString} is what messages show of it. */
sealed interface Node {

    /** In bytes from the template's beginning. */
    int position();

    /** What stands between actions. */
    record Text(int position, String bytes) implements Node {}

    /** A pipeline whose value is printed, unless it declares something. */
    record Action(int position, Pipe pipe) implements Node {
        @Override
        public String toString() {
            return "{{" + pipe + "}}";
        }
    }

    /** {@code if} and {@code with}, which differ in what the dot is inside. */
    record Condition(
            int position, boolean with, Pipe pipe, List<Node> then, @Nullable List<Node> otherwise)
            implements Node {}

    record Range(int position, Pipe pipe, List<Node> body, @Nullable List<Node> otherwise)
            implements Node {}

    /** {@code {{template}}}, and what is left of {@code {{block}}}. */
    record Call(int position, String name, @Nullable Pipe pipe) implements Node {
        @Override
        public String toString() {
            return "{{template "
                    + ByteText.quote(name, '"', false)
                    + (pipe == null ? "" : " " + pipe)
                    + "}}";
        }
    }

    /** {@code {{break}}} and {@code {{continue}}}. */
    record Jump(int position, boolean leaves) implements Node {}

    /** {@code {{end}}} and {@code {{else}}}: they end a list and are in none. */
    record Mark(int position, boolean end) implements Node {
        @Override
        public String toString() {
            return end ? "{{end}}" : "{{else}}";
        }
    }

    /** Commands whose values are each the next one's last argument. */
    record Pipe(int position, boolean assigns, List<Variable> declared, List<Command> commands)
            implements Node {
        @Override
        public String toString() {
            String variables = joined(declared, ", ");
            String sign = assigns ? " = " : " := ";
            return (declared.isEmpty() ? "" : variables + sign) + joined(commands, " | ");
        }
    }

    record Command(int position, List<Node> words) implements Node {
        @Override
        public String toString() {
            return words.stream().map(Node::parenthesised).collect(Collectors.joining(" "));
        }
    }

    /** A function's name. */
    record Identifier(int position, String name) implements Node {
        @Override
        public String toString() {
            return name;
        }
    }

    record Dot(int position) implements Node {
        @Override
        public String toString() {
            return ".";
        }
    }

    record Nil(int position) implements Node {
        @Override
        public String toString() {
            return "nil";
        }
    }

    /** {@code .a.b} */
    record Field(int position, List<String> names) implements Node {
        @Override
        public String toString() {
            return "." + String.join(".", names);
        }
    }

    /** {@code $x.a.b}; the first name is the variable's, with its sign. */
    record Variable(int position, List<String> names) implements Node {
        @Override
        public String toString() {
            return String.join(".", names);
        }

        String name() {
            return names.getFirst();
        }
    }

    /** {@code (pipeline).a.b} */
    record Chain(int position, Node term, List<String> names) implements Node {
        @Override
        public String toString() {
            return parenthesised(term) + "." + String.join(".", names);
        }
    }

    record Bool(int position, boolean value) implements Node {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    record Quoted(int position, String written, String bytes) implements Node {
        @Override
        public String toString() {
            return written;
        }
    }

    record Numeral(int position, NumberLiteral literal) implements Node {
        @Override
        public String toString() {
            return literal.written();
        }
    }

    private static String parenthesised(Node node) {
        return node instanceof Pipe ? "(" + node + ")" : node.toString();
    }

    private static String joined(List<? extends Node> nodes, String separator) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.toString()));
        return String.join(separator, texts);
    }
}
