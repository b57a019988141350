package dev.mcpk8s.jsonpath;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a parsed template. */
sealed interface Node {

    /** Nodes applied one after the other, each to what the one before found. */
    record Sequence(List<Node> nodes) implements Node {
        public Sequence {
            nodes = List.copyOf(nodes);
        }
    }

    /** Text outside of braces, or quoted inside. */
    record Text(String text) implements Node {}

    record Field(String name) implements Node {}

    /**
     * {@code [start:end:step]}; a single index is the range of one, whose end was derived.
     *
     * @param start null for the beginning
     * @param end null for the length
     * @param step null for 1
     */
    record Range(@Nullable Long start, @Nullable Long end, boolean endDerived, @Nullable Long step)
            implements Node {}

    /** {@code [?(left operator right)]}; the operator {@code exists} has nothing at its right. */
    record Filter(Sequence left, String operator, Sequence right) implements Node {
        static final String EXISTS = "exists";
    }

    record IntegerLiteral(long value) implements Node {}

    record FloatLiteral(double value) implements Node {}

    record BooleanLiteral(boolean value) implements Node {}

    /** {@code *} */
    record Wildcard() implements Node {}

    /** {@code ..}: the value and everything in it that contains something. */
    record Descent() implements Node {}

    /** {@code [a,b]} */
    record Union(List<Sequence> parts) implements Node {
        public Union {
            parts = List.copyOf(parts);
        }
    }

    /** {@code range}, {@code end}, or a word that means nothing. */
    record Identifier(String name) implements Node {}
}
