package dev.mcpk8s.filter.jq;

/**
 * Carries an error of what stands behind a {@code try} past it: it is not the {@code try}'s own.
 */
final class Passing extends RuntimeException {

    private final transient Object owner;
    private final transient JqError error;

    private Passing(Object owner, JqError error) {
        super(null, null, false, false);
        this.owner = owner;
        this.error = error;
    }

    static void through(Object owner, Item item, Item.Sink out) {
        try {
            out.accept(item);
        } catch (JqError error) {
            throw new Passing(owner, error);
        }
    }

    /** The error itself once it is past its owner. */
    RuntimeException unwrapped(Object by) {
        return by == owner ? error : this;
    }
}
