package dev.mcpk8s.resource;

/** What an object is: its {@code apiVersion} and its {@code kind}. */
public record GroupVersionKind(GroupVersion groupVersion, String kind) {

    /** {@code apps/v1, Kind=Deployment}, as kubectl's messages name it. */
    @Override
    public String toString() {
        return groupVersion.group() + "/" + groupVersion.version() + ", Kind=" + kind;
    }
}
