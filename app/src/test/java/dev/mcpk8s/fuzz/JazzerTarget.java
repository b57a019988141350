package dev.mcpk8s.fuzz;

import dev.mcpk8s.error.CommandException;
import java.nio.charset.StandardCharsets;

/** What Jazzer calls with each input, by the names that it looks for. */
public final class JazzerTarget {

    /** The system property that names the {@link Target}. */
    static final String TARGET = "fuzz.target";

    private static final Target CHOSEN = Target.valueOf(System.getProperty(TARGET));

    private JazzerTarget() {}

    /**
     * @throws Exception a defect: whatever leaves this method is one
     */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        try {
            CHOSEN.read(new String(input, StandardCharsets.UTF_8));
        } catch (CommandException refused) {
            if (refused.text().isBlank()) {
                throw new IllegalStateException("refused without a reason", refused);
            }
        }
    }
}
