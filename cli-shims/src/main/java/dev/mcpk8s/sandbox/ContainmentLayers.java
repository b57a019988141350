package dev.mcpk8s.sandbox;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the kernel holds external programs back from.
 *
 * @param files they see the system's programs and their own private folder, and write only there
 * @param network they connect where they must and nowhere else, and do not listen
 * @param signals they signal none but themselves
 * @param systemCalls calls that no command-line tool needs are refused
 */
public record ContainmentLayers(
        boolean files, boolean network, boolean signals, boolean systemCalls) {

    /** Nothing of it. */
    public static final ContainmentLayers NONE = new ContainmentLayers(false, false, false, false);

    /** Whether there is what {@link ContainmentMode#REQUIRED} requires. */
    boolean suffice() {
        return files && network && systemCalls;
    }

    /** Each of them by the name that answers and logs have for it, in a fixed order. */
    public Map<String, Boolean> byName() {
        Map<String, Boolean> layers = new LinkedHashMap<>();
        layers.put("files", files);
        layers.put("network", network);
        layers.put("signals", signals);
        layers.put("system_calls", systemCalls);
        return Collections.unmodifiableMap(layers);
    }
}
