package dev.mcpk8s.execution;

import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Standard output as a {@link Writer} for the printers: encodes to UTF-8 once and hands each full
 * piece to the {@link Output} without another copy.
 */
public final class OutputWriter extends Writer {

    private static final int FIRST_PIECE = 8 * 1024;
    private static final int PIECE = 32 * 1024;

    private final Output output;
    private final Channel channel;
    private final CharsetEncoder encoder =
            StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer piece = ByteBuffer.allocate(FIRST_PIECE);
    private char pendingSurrogate;

    public OutputWriter(Output output, Channel channel) {
        this.output = output;
        this.channel = channel;
    }

    @Override
    public void write(char[] text, int offset, int length) {
        encode(CharBuffer.wrap(text, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) {
        encode(CharBuffer.wrap(text, offset, offset + length));
    }

    @Override
    public void write(String text) {
        write(text, 0, text.length());
    }

    @Override
    public void write(int character) {
        encode(CharBuffer.wrap(new char[] {(char) character}));
    }

    /** Hands over what has been written so far. */
    @Override
    public void flush() {
        if (piece.position() > 0) {
            byte[] bytes = Arrays.copyOf(piece.array(), piece.position());
            piece.clear();
            output.emit(new OutputEvent.Data(channel, bytes));
        }
    }

    /** Ends the text: half of a surrogate pair that is still waiting becomes a question mark. */
    @Override
    public void close() {
        if (pendingSurrogate != 0) {
            pendingSurrogate = 0;
            write("?");
        }
        flush();
    }

    /** A full piece goes out as it is; the next one is new. */
    private void handOver() {
        byte[] full = piece.array();
        byte[] bytes =
                piece.position() == full.length ? full : Arrays.copyOf(full, piece.position());
        piece = ByteBuffer.allocate(PIECE);
        output.emit(new OutputEvent.Data(channel, bytes));
    }

    private void encode(CharBuffer text) {
        CharBuffer rest = text;
        if (pendingSurrogate != 0 && text.hasRemaining()) {
            CharBuffer joined = CharBuffer.allocate(text.remaining() + 1);
            rest = joined.put(pendingSurrogate).put(text).flip();
            pendingSurrogate = 0;
        }
        while (encoder.encode(rest, piece, false).isOverflow()) {
            handOver();
        }
        if (rest.hasRemaining()) {
            pendingSurrogate = rest.get();
        }
    }
}
