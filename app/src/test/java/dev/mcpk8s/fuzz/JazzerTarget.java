package dev.mcpk8s.fuzz;

import dev.mcpk8s.error.CommandException;
import java.nio.charset.StandardCharsets;

/** What Jazzer calls with each input, by the names that it looks for. */
public final class JazzerTarget {

    /** The system property that names the {@link Target}. */
    static final String TARGET = "fuzz.target";

    private static final Target CHOSEN = Target.valueOf(System.getProperty(TARGET));

    private JazzerTarget() {}

    /** Loads every class now, so that no input is slow because it is the first. */
    public static void fuzzerInitialize() throws Exception {
        for (String seed : Seeds.of(CHOSEN)) {
            read(seed);
        }
    }

    /**
     * @throws Exception a defect: whatever leaves this method is one
     */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        read(new String(input, StandardCharsets.UTF_8));
    }

    private static void read(String text) throws Exception {
        try {
            CHOSEN.read(text);
        } catch (CommandException refused) {
            if (refused.text().isBlank()) {
                throw new IllegalStateException("refused without a reason", refused);
            }
        }
    }
}
