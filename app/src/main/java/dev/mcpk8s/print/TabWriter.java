package dev.mcpk8s.print;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Aligns tab-terminated cells in columns, as Go's {@code text/tabwriter} does with spaces as
 * padding.
 *
 * <p>A column is a run of consecutive lines that all have a cell ended by a tab there; the last
 * cell of a line belongs to no column and is never padded. Width is counted in code points. Tab and
 * vertical tab end a cell, newline and form feed a line. Nothing is written before {@link #flush},
 * but for lines that can no longer change (a line of one cell ends all columns above it).
 */
public final class TabWriter {

    private final TextBuffer out;
    private final int minimum;
    private final int padding;
    private final boolean remembers;

    private final StringBuilder text = new StringBuilder();
    private int cellStart;
    private final IntList cellLengths = new IntList();
    private final IntList cellWidths = new IntList();
    private final IntList lineStarts = new IntList();

    private final IntList widths = new IntList();
    private final IntList remembered = new IntList();

    private TabWriter(Writer out, int minimum, int padding, boolean remembers) {
        this.out = new TextBuffer(out);
        this.minimum = minimum;
        this.padding = padding;
        this.remembers = remembers;
        lineStarts.add(0);
    }

    /**
     * For tables: columns at least 6 wide, 3 apart, never narrower after a flush than before
     * (kubectl: cli-runtime {@code printers/tabwriter.go}).
     */
    public static TabWriter forTables(Writer out) {
        return new TabWriter(out, 6, 3, true);
    }

    /** For descriptions: columns 2 apart, each block for itself ({@code describe/describe.go}). */
    public static TabWriter forDescriptions(Writer out) {
        return new TabWriter(out, 0, 2, false);
    }

    /** Adds text, in which tabs end cells and newlines end lines. */
    public TabWriter write(String added) throws IOException {
        int from = 0;
        for (int i = 0; i < added.length(); i++) {
            char c = added.charAt(i);
            if (c == '\t' || c == '\u000B') {
                text.append(added, from, i);
                endCell();
                from = i + 1;
            } else if (c == '\n' || c == '\f') {
                text.append(added, from, i);
                endCell();
                endLine(c == '\f');
                from = i + 1;
            }
        }
        text.append(added, from, added.length());
        return this;
    }

    /** Writes everything that waits, down to the writer given, which itself is not flushed. */
    public void flush() throws IOException {
        if (text.length() > cellStart) {
            endCell();
        }
        format();
        out.flush();
        text.setLength(0);
        cellStart = 0;
        cellLengths.clear();
        cellWidths.clear();
        lineStarts.clear();
        lineStarts.add(0);
    }

    /** Lets the next columns be as narrow as they can. */
    public void forgetWidths() {
        remembered.clear();
    }

    private void endCell() {
        int width = 0;
        for (int i = cellStart; i < text.length(); i++) {
            boolean secondHalf =
                    i > cellStart
                            && Character.isLowSurrogate(text.charAt(i))
                            && Character.isHighSurrogate(text.charAt(i - 1));
            width += secondHalf ? 0 : 1;
        }
        cellLengths.add(text.length() - cellStart);
        cellWidths.add(width);
        cellStart = text.length();
    }

    private void endLine(boolean endsColumns) throws IOException {
        boolean single = cells(lineStarts.size() - 1) == 1;
        lineStarts.add(cellLengths.size());
        if (endsColumns || single) {
            flush();
        }
    }

    private int cells(int line) {
        int next = line + 1;
        int end = next < lineStarts.size() ? lineStarts.get(next) : cellLengths.size();
        return end - lineStarts.get(line);
    }

    /** A run of lines, whose widths are known for the columns before its own. */
    private static final class Block {
        private int from;
        private int next;
        private final int to;

        Block(int from, int to) {
            this.from = from;
            this.next = from;
            this.to = to;
        }
    }

    private void format() throws IOException {
        ArrayDeque<Block> blocks = new ArrayDeque<>();
        blocks.push(new Block(0, lineStarts.size()));
        widths.clear();
        int position = 0;
        while (!blocks.isEmpty()) {
            Block block = blocks.peek();
            int column = widths.size();
            int start = block.next;
            while (start < block.to && column >= cells(start) - 1) {
                start++;
            }
            if (start == block.to) {
                position = writeLines(position, block.from, block.to);
                blocks.pop();
                if (!blocks.isEmpty()) {
                    widths.removeLast();
                }
                continue;
            }
            position = writeLines(position, block.from, start);
            int end = start;
            int width = minimum;
            for (; end < block.to && column < cells(end) - 1; end++) {
                width = Math.max(width, cellWidths.get(lineStarts.get(end) + column) + padding);
            }
            block.from = end;
            block.next = end;
            widths.add(remembers ? remember(column, width) : width);
            blocks.push(new Block(start, end));
        }
    }

    private int remember(int column, int width) {
        while (remembered.size() < column) {
            remembered.add(widths.get(remembered.size()));
        }
        if (remembered.size() == column) {
            remembered.add(width);
        } else {
            remembered.set(column, Math.max(width, remembered.get(column)));
        }
        return remembered.get(column);
    }

    private int writeLines(int from, int firstLine, int endLine) throws IOException {
        int position = from;
        for (int line = firstLine; line < endLine; line++) {
            int first = lineStarts.get(line);
            int count = cells(line);
            for (int column = 0; column < count; column++) {
                int length = cellLengths.get(first + column);
                out.add(text, position, position + length);
                position += length;
                if (column < widths.size()) {
                    out.add(' ', widths.get(column) - cellWidths.get(first + column));
                }
            }
            if (line + 1 < lineStarts.size()) {
                out.add('\n');
            }
        }
        return position;
    }

    /** Numbers without a box each. */
    private static final class IntList {
        private int[] values = new int[16];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        int get(int index) {
            return values[index];
        }

        void set(int index, int value) {
            values[index] = value;
        }

        void removeLast() {
            size--;
        }

        void clear() {
            size = 0;
        }

        int size() {
            return size;
        }
    }
}
