package dev.mcpk8s.filter.jq;

import org.jspecify.annotations.Nullable;

/** What names mean at a place of a program: a list of bindings, the newest first. */
final class Env {

    /** Where nothing is bound. */
    static final Env EMPTY = new Env(null, "", Constants.NULL, null, null);

    private final @Nullable Env outer;
    private final String name;
    private final Value value;
    private final Ast.@Nullable Function function;
    private final @Nullable Env home;

    private Env(
            @Nullable Env outer,
            String name,
            Value value,
            Ast.@Nullable Function function,
            @Nullable Env home) {
        this.outer = outer;
        this.name = name;
        this.value = value;
        this.function = function;
        this.home = home;
    }

    /** A variable; its name begins with {@code $}. */
    Env with(String variable, Value bound) {
        return new Env(this, variable, bound, null, null);
    }

    /** A function that sees itself. */
    Env with(Ast.Function defined) {
        return new Env(this, defined.signature(), Constants.NULL, defined, null);
    }

    /** An argument, which means what it means where the call stands. */
    Env with(String parameter, Ast argument, Env caller) {
        Ast.Function constant = new Ast.Function(parameter, java.util.List.of(), argument);
        return new Env(this, constant.signature(), Constants.NULL, constant, caller);
    }

    /** A label, told from all others by this very object. */
    Env withLabel(String label) {
        return new Env(this, "*" + label, Constants.NULL, null, null);
    }

    /** The newest binding of a name; null when there is none. */
    @Nullable Env find(String wanted) {
        for (Env at = this; at != null; at = at.outer) {
            if (at.name.equals(wanted)) {
                return at;
            }
        }
        return null;
    }

    Value value() {
        return value;
    }

    Ast.@Nullable Function function() {
        return function;
    }

    /** Where the function's own names are looked up. */
    Env home() {
        return home == null ? this : home;
    }
}
