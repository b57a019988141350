package dev.mcpk8s.print.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The name of a field as a title: {@code apiVersion} is {@code API Version} (kubectl: {@code
 * describe/describe.go}, {@code smartLabelFor}).
 */
final class FieldTitle {

    private static final Set<String> ACRONYMS = Set.of("API", "URL", "UID", "GUID");

    /** What a character is to the one who splits words. */
    private enum Kind {
        LOWER,
        UPPER,
        DIGIT,
        OTHER
    }

    private FieldTitle() {}

    /** The title; a name of more than letters and hyphens is its own. */
    static String of(String field) {
        boolean plain = field.codePoints().allMatch(c -> Character.isLetter(c) || c == '-');
        if (!plain) {
            return field;
        }
        List<String> titles = new ArrayList<>();
        for (String word : merged(words(field))) {
            titles.add(title(word));
        }
        return String.join(" ", titles);
    }

    private static String title(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        if (ACRONYMS.contains(upper)) {
            return upper;
        }
        if (!word.toLowerCase(Locale.ROOT).equals(word)) {
            return word;
        }
        int first = word.codePointAt(0);
        return Character.toString(Character.toTitleCase(first))
                + word.substring(Character.charCount(first));
    }

    /** Capitals are one word with the word that follows them and begins with one. */
    private static List<String> merged(List<String> words) {
        List<String> merged = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean joins =
                    i + 1 < words.size()
                            && isCapitals(word)
                            && Character.isUpperCase(words.get(i + 1).charAt(0));
            merged.add(joins ? word + words.get(++i) : word);
        }
        return merged;
    }

    /** Hyphens count as capitals, and a character of several bytes as two. */
    private static boolean isCapitals(String word) {
        boolean several = word.length() > 1 || word.charAt(0) > 0x7F;
        return several && word.codePoints().noneMatch(c -> Character.isLetter(c) && !isUpper(c));
    }

    /**
     * Runs of characters of one kind; the last of several capitals belongs to the lower-case word
     * that follows (github.com/fatih/camelcase).
     */
    private static List<String> words(String field) {
        List<StringBuilder> runs = new ArrayList<>();
        Kind last = null;
        for (int c : field.codePoints().toArray()) {
            Kind kind = kind(c);
            if (kind != last) {
                runs.add(new StringBuilder());
            }
            runs.getLast().appendCodePoint(c);
            last = kind;
        }
        for (int i = 0; i + 1 < runs.size(); i++) {
            StringBuilder run = runs.get(i);
            StringBuilder next = runs.get(i + 1);
            if (isUpper(run.codePointAt(0)) && kind(next.codePointAt(0)) == Kind.LOWER) {
                int at = run.offsetByCodePoints(run.length(), -1);
                next.insert(0, run.substring(at));
                run.setLength(at);
            }
        }
        return runs.stream().map(StringBuilder::toString).filter(run -> !run.isEmpty()).toList();
    }

    private static boolean isUpper(int c) {
        return kind(c) == Kind.UPPER;
    }

    private static Kind kind(int c) {
        return switch (Character.getType(c)) {
            case Character.LOWERCASE_LETTER -> Kind.LOWER;
            case Character.UPPERCASE_LETTER -> Kind.UPPER;
            case Character.DECIMAL_DIGIT_NUMBER -> Kind.DIGIT;
            default -> Kind.OTHER;
        };
    }
}
