package dev.mcpk8s.resource;

/**
 * The forms in which a server takes changes to an object (apimachinery: {@code types/patch.go}).
 */
public enum PatchType {
    STRATEGIC_MERGE("application/strategic-merge-patch+json"),
    JSON_MERGE("application/merge-patch+json"),
    /** Server-side apply: the object as it is wanted. */
    APPLY("application/apply-patch+yaml");

    private final String mediaType;

    PatchType(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }
}
