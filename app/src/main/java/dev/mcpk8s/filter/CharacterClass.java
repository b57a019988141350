package dev.mcpk8s.filter;

import java.util.function.IntPredicate;

/** POSIX' classes of characters, for ASCII. */
final class CharacterClass {

    private CharacterClass() {}

    /**
     * @param name {@code alpha}
     * @throws dev.mcpk8s.error.CommandException when there is no such class
     */
    static IntPredicate named(String filter, String name) {
        return switch (name) {
            case "alpha" -> CharacterClass::isLetter;
            case "digit" -> CharacterClass::isDigit;
            case "alnum" -> c -> isLetter(c) || isDigit(c);
            case "upper" -> c -> c >= 'A' && c <= 'Z';
            case "lower" -> c -> c >= 'a' && c <= 'z';
            case "space" -> c -> c == ' ' || (c >= '\t' && c <= '\r');
            case "blank" -> c -> c == ' ' || c == '\t';
            case "punct" -> c -> c > ' ' && c < 127 && !isLetter(c) && !isDigit(c);
            case "print" -> c -> c >= ' ' && c < 127;
            case "graph" -> c -> c > ' ' && c < 127;
            case "cntrl" -> c -> c < ' ' || c == 127;
            case "xdigit" -> c -> isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            default ->
                    throw Options.refused(
                            filter, "there is no class of characters [:" + name + ":]");
        };
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
