package dev.mcpk8s.print;

import dev.mcpk8s.golang.GoRune;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which keys KYAML has to quote: those that any YAML parser could take for something else
 * (sigs.k8s.io/yaml {@code kyaml/kyaml.go}).
 */
final class KyamlKey {

    private static final Set<String> WORDS =
            Set.of(
                    "", "null", "~", "true", "y", "yes", "on", "false", "n", "no", "off", ".inf",
                    "-.inf", "+.inf", ".nan", "t", "f");
    private static final Set<String> FLOAT_WORDS = Set.of("inf", "infinity", "nan");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Pattern HEX_FLOAT =
            Pattern.compile(
                    "[-+]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][-+]?[0-9]+");
    private static final Pattern BASE_60 =
            Pattern.compile("[+-]?[1-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");

    private KyamlKey() {}

    static boolean needsQuotes(String text) {
        return text.isEmpty() || !hasOnlySafeCharacters(text) || isAmbiguous(text);
    }

    private static boolean hasOnlySafeCharacters(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean inside = i > 0 && i + Character.charCount(c) < text.length();
            boolean safe =
                    Character.isLetter(c)
                            || GoRune.isNumber(c)
                            || c == '_'
                            || (inside && (c == '-' || c == '.' || c == '/'));
            if (!safe) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAmbiguous(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        // Go reads "T" and "F" as booleans, but not "tRUE"; the words cover the latter.
        return WORDS.contains(lower)
                || isNumber(text.replace("_", ""))
                || BASE_60.matcher(text).matches()
                || GoTime.isTimestamp(text);
    }

    private static boolean isNumber(String text) {
        if (YamlLookalike.isSignedInteger(text)) {
            return true;
        }
        boolean signed = text.startsWith("+") || text.startsWith("-");
        String word = (signed ? text.substring(1) : text).toLowerCase(Locale.ROOT);
        if (FLOAT_WORDS.contains(word)) {
            return !(signed && word.equals("nan"));
        }
        boolean number = DECIMAL.matcher(text).matches() || HEX_FLOAT.matcher(text).matches();
        return number && Double.isFinite(Double.parseDouble(text));
    }
}
