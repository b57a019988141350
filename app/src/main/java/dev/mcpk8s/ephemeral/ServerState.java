package dev.mcpk8s.ephemeral;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a server is in its life; docs/ephemeral.md promises what leads from one to the next. */
public enum ServerState {
    /** Its objects are being made; one that stays here was left behind and is removed. */
    CREATING,
    /** It has no pod yet, or the pod has no node. */
    PENDING,
    /** Its pod pulls, starts, or starts again. */
    STARTING,
    /** It answers. */
    READY,
    /** It cannot start, or broke too often. It can be looked at for a while. */
    FAILED,
    /** It ended itself: its idle limit passed, or the server had nothing more to do. */
    ENDED,
    /** Its time to live is over. */
    EXPIRED,
    /** It is being removed. */
    DELETING;

    /** Whether nothing more will come of it. */
    boolean isOver() {
        return switch (this) {
            case FAILED, ENDED, EXPIRED, DELETING -> true;
            case CREATING, PENDING, STARTING, READY -> false;
        };
    }

    /** As it stands in answers. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
