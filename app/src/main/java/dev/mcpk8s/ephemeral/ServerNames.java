package dev.mcpk8s.ephemeral;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * Names of servers: DNS labels (RFC 1035, so that a Service may bear them too) that nobody can
 * guess, however many servers of one preset there are.
 */
final class ServerNames {

    /** Leaves room for what the controller appends to make a pod's name. */
    private static final int LONGEST_PREFIX = 40;

    private static final int LONGEST_LABEL = 63;
    private static final int RANDOM = 10;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom CHANCE = new SecureRandom();

    private ServerNames() {}

    /**
     * @param prefix any text: what a label cannot hold becomes a dash
     */
    static String unique(String prefix) {
        StringBuilder name = new StringBuilder(label(prefix, LONGEST_PREFIX)).append('-');
        for (int i = 0; i < RANDOM; i++) {
            name.append(ALPHABET.charAt(CHANCE.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }

    /** A text as a label's value, which is a DNS label here. */
    static String label(String text) {
        return label(text, LONGEST_LABEL);
    }

    /** Whether a server of ours could have this name. */
    static boolean isName(String name) {
        return name.length() <= LONGEST_LABEL && name.matches("[a-z]([-a-z0-9]*[a-z0-9])?");
    }

    private static String label(String text, int longest) {
        String plain =
                text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^[-0-9]+", "")
                        .replaceAll("-+$", "");
        String cut = plain.length() > longest ? plain.substring(0, longest) : plain;
        String whole = cut.replaceAll("-+$", "");
        return whole.isEmpty() ? "mcp" : whole;
    }
}
