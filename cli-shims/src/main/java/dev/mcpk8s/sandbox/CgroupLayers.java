package dev.mcpk8s.sandbox;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a control group for each run gives here.
 *
 * @param processTree every process of a run is known and ended, also one that hides
 * @param memory all processes of a run share one limit on memory
 * @param processes a run starts no more processes and threads than it may
 */
public record CgroupLayers(boolean processTree, boolean memory, boolean processes) {

    /** Nothing of it. */
    public static final CgroupLayers NONE = new CgroupLayers(false, false, false);

    /** Each of them by the name that answers have for it, in a fixed order. */
    public Map<String, Boolean> byName() {
        Map<String, Boolean> layers = new LinkedHashMap<>();
        layers.put("process_tree", processTree);
        layers.put("memory", memory);
        layers.put("processes", processes);
        return Collections.unmodifiableMap(layers);
    }
}
