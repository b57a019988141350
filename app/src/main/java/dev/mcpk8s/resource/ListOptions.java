package dev.mcpk8s.resource;

/**
 * What a list is asked for.
 *
 * @param labelSelector empty for all
 * @param fieldSelector empty for all
 * @param limit how many objects at most in an answer; 0 for all in one
 * @param continueToken of the page before; empty for the first
 */
public record ListOptions(
        String labelSelector, String fieldSelector, long limit, String continueToken) {

    /** All that is selected, in one answer. */
    public static ListOptions selecting(String labelSelector, String fieldSelector) {
        return new ListOptions(labelSelector, fieldSelector, 0, "");
    }

    /** The same in answers of at most so many objects; 0 for all in one. */
    public ListOptions by(long pageSize) {
        return new ListOptions(labelSelector, fieldSelector, pageSize, continueToken);
    }

    /** The page that follows. */
    public ListOptions after(String token) {
        return new ListOptions(labelSelector, fieldSelector, limit, token);
    }
}
