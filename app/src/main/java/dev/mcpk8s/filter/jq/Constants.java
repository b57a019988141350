package dev.mcpk8s.filter.jq;

/** The values of which there is only one each. */
final class Constants {

    static final Value NULL = new Value.Null();
    static final Value TRUE = new Value.Bool(true);
    static final Value FALSE = new Value.Bool(false);

    private Constants() {}
}
