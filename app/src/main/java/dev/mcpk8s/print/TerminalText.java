package dev.mcpk8s.print;

/**
 * What kubectl does to text of the cluster before it shows it in columns (cli-runtime {@code
 * printers/terminal.go}).
 */
public final class TerminalText {

    private TerminalText() {}

    /** Escape and carriage return made visible, so that a cell cannot command a terminal. */
    public static String escaped(String text) {
        if (text.indexOf('\u001B') < 0 && text.indexOf('\r') < 0) {
            return text;
        }
        return text.replace("\u001B", "^[").replace("\r", "\\r");
    }

    /** The escaped text up to its first line break, which {@code ...} stands for. */
    static String firstLine(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '\n' || c == '\r' || c == '\f') {
                return escaped(cell.substring(0, i)) + "...";
            }
        }
        return escaped(cell);
    }
}
