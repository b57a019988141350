package dev.mcpk8s.gotemplate;

import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes to a writer of characters; a character may come in several pieces. */
final class DecodingSink implements Sink {

    private final Writer out;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private String waiting = "";

    DecodingSink(Writer out) {
        this.out = out;
    }

    @Override
    public void add(String bytes) throws IOException {
        if (waiting.isEmpty() && ByteText.isAscii(bytes)) {
            out.write(bytes);
        } else {
            decode(bytes, false);
        }
    }

    /** Nothing comes any more: what has begun is no character. */
    void end() throws IOException {
        if (!waiting.isEmpty()) {
            decode("", true);
        }
    }

    private void decode(String bytes, boolean end) throws IOException {
        ByteBuffer in = ByteBuffer.wrap((waiting + bytes).getBytes(StandardCharsets.ISO_8859_1));
        CharBuffer text = CharBuffer.allocate(in.remaining() + 1);
        decoder.reset();
        var _ = decoder.decode(in, text, end);
        waiting = StandardCharsets.ISO_8859_1.decode(in).toString();
        out.write(text.array(), 0, text.position());
    }
}
