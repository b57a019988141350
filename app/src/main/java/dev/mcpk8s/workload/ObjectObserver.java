package dev.mcpk8s.workload;

import com.fasterxml.jackson.databind.JsonNode;

/** Sees an object's states; each answer tells whether the watch is over. */
public interface ObjectObserver {

    /** It was not there when the watch began. */
    boolean missing();

    /** It is there, in this state: when the watch begins and after each change. */
    boolean present(JsonNode object);

    /** It has gone. */
    boolean deleted();
}
