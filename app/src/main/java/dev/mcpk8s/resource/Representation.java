package dev.mcpk8s.resource;

/** In which form objects are asked for. */
public enum Representation {
    /** As they are. */
    OBJECT("", "application/json"),
    /** Of each object in a list only its type and metadata. */
    METADATA(
            "",
            "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json"),
    /** A Table whose rows carry only cells. */
    TABLE_CELLS("None", Representation.TABLE),
    /** A Table whose rows also carry each object's metadata. */
    TABLE_METADATA("", Representation.TABLE),
    /** A Table whose rows also carry each object. */
    TABLE_OBJECTS("Object", Representation.TABLE);

    private static final String TABLE =
            "application/json;as=Table;v=v1;g=meta.k8s.io,"
                    + "application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

    private final String includeObject;
    private final String accept;

    Representation(String includeObject, String accept) {
        this.includeObject = includeObject;
        this.accept = accept;
    }

    /** Whether the answer holds the objects themselves, which may be large. */
    boolean holdsObjects() {
        return this == OBJECT || this == TABLE_OBJECTS;
    }

    /** The query parameter {@code includeObject}; empty for none. */
    String includeObject() {
        return includeObject;
    }

    String accept() {
        return accept;
    }
}
