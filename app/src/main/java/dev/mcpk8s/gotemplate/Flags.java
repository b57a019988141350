package dev.mcpk8s.gotemplate;

/** What stands between a verb of {@code printf} and its percent sign. */
final class Flags {

    boolean plus;
    boolean minus;
    boolean sharp;
    boolean space;
    boolean zero;

    /** {@code %#v}: as Go source. */
    boolean sharpV;

    boolean hasWidth;
    int width;
    boolean hasPrecision;
    int precision;

    /** Reads a flag; whether the character is one. */
    boolean accept(char c) {
        switch (c) {
            case '#' -> sharp = true;
            case '0' -> zero = true;
            case '+' -> plus = true;
            case '-' -> minus = true;
            case ' ' -> space = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    /** {@code v} takes the flags that mean another form for itself. */
    void setForValue() {
        sharpV = sharp;
        sharp = false;
        plus = false;
    }

    void setWidth(int value) {
        width = Math.abs(value);
        if (value < 0) {
            minus = true;
            zero = false;
        }
    }
}
