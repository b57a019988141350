package dev.mcpk8s.patch;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The patch that makes a live object what a file says: everything that is to be set, and of what is
 * not in the file only what an earlier file had set. What others set stays.
 *
 * <p>The arguments are not changed. A patch is empty when there is nothing to do.
 */
public final class ThreeWayPatch {

    private ThreeWayPatch() {}

    /**
     * A strategic merge patch (apimachinery: {@code strategicpatch/patch.go}, {@code
     * CreateThreeWayMergePatch} with {@code overwrite}).
     *
     * @param original what was applied last; empty when it is not known
     * @param modified what is to be
     * @param current what is
     */
    public static ObjectNode strategic(
            ObjectNode original, ObjectNode modified, ObjectNode current, PatchSchema schema)
            throws PatchException {
        ObjectNode additions =
                new StrategicDifference(true, false)
                        .of(PatchValues.copy(current), PatchValues.copy(modified), schema);
        ObjectNode deletions =
                new StrategicDifference(false, true)
                        .of(PatchValues.copy(original), PatchValues.copy(modified), schema);
        return StrategicMerge.merge(deletions, additions, schema);
    }

    /** A JSON merge patch (apimachinery: {@code jsonmergepatch/patch.go}). */
    public static ObjectNode merge(ObjectNode original, ObjectNode modified, ObjectNode current)
            throws PatchException {
        ObjectNode wanted = PatchValues.copy(modified);
        ObjectNode additions =
                MergePatch.part(MergePatch.between(PatchValues.copy(current), wanted), false);
        ObjectNode deletions =
                MergePatch.part(MergePatch.between(PatchValues.copy(original), wanted), true);
        ObjectNode patch = deletions == null ? PatchValues.object() : deletions;
        if (additions != null) {
            MergePatch.merge(patch, additions);
        }
        if (patch.has("apiVersion") || patch.has("kind") || patch.path("metadata").has("name")) {
            throw new PatchException("At least one of apiVersion, kind and name was changed");
        }
        return patch;
    }

    /** The strategic merge patch that leads from one object to another. */
    public static ObjectNode twoWay(ObjectNode original, ObjectNode modified, PatchSchema schema)
            throws PatchException {
        return new StrategicDifference(true, true)
                .of(PatchValues.copy(original), PatchValues.copy(modified), schema);
    }
}
