package dev.mcpk8s.filter.jq;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program. */
sealed interface Ast {

    record Identity() implements Ast {}

    record Literal(Value value) implements Ast {}

    /**
     * {@code "a\(b)"}: the {@linkplain Literal literal} parts stand as they are, the others in the
     * format.
     */
    record Interpolation(String format, List<Ast> parts) implements Ast {}

    record Index(Ast target, Ast key) implements Ast {}

    record Slice(Ast target, @Nullable Ast from, @Nullable Ast to) implements Ast {}

    record Iterate(Ast target) implements Ast {}

    /**
     * @param handler null where errors just end the body
     */
    record Try(Ast body, @Nullable Ast handler) implements Ast {}

    record Pipe(Ast left, Ast right) implements Ast {}

    record Comma(Ast left, Ast right) implements Ast {}

    record Negate(Ast operand) implements Ast {}

    /** Arithmetic and comparison. */
    record Binary(String operator, Ast left, Ast right) implements Ast {}

    record Logical(boolean and, Ast left, Ast right) implements Ast {}

    record Alternative(Ast left, Ast right) implements Ast {}

    /** {@code =}, {@code |=}, and the arithmetic ones. */
    record Assign(String operator, Ast target, Ast value) implements Ast {}

    record If(Ast condition, Ast then, Ast otherwise) implements Ast {}

    record Reduce(Ast source, Pattern pattern, Ast start, Ast update) implements Ast {}

    record Foreach(Ast source, Pattern pattern, Ast start, Ast update, @Nullable Ast extract)
            implements Ast {}

    /** A function; parameters that begin with {@code $} are values. */
    record Function(String name, List<String> parameters, Ast body) {

        String signature() {
            return name + "/" + parameters.size();
        }
    }

    record Define(Function function, Ast rest) implements Ast {}

    record Call(String name, List<Ast> arguments) implements Ast {

        String signature() {
            return name + "/" + arguments.size();
        }
    }

    /**
     * @param name with its {@code $}
     */
    record Variable(String name) implements Ast {}

    record Bind(Ast source, Pattern pattern, Ast body) implements Ast {}

    record Label(String name, Ast body) implements Ast {}

    record Break(String name) implements Ast {}

    record Format(String name) implements Ast {}

    record Collect(@Nullable Ast items) implements Ast {}

    record Member(Ast key, Ast value) {}

    record Construct(List<Member> members) implements Ast {}

    /** What stands behind {@code as}. */
    sealed interface Pattern {

        record Name(String name) implements Pattern {}

        record Elements(List<Pattern> elements) implements Pattern {}

        /**
         * @param bound {@code $name} of the key's short form, else null
         * @param pattern null for the short form alone
         */
        record Field(Ast key, @Nullable String bound, @Nullable Pattern pattern) {}

        record Fields(List<Field> fields) implements Pattern {}
    }
}
