package dev.mcpk8s.mcp;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 in pieces that are cut anywhere: a character in two pieces comes out once, whole. */
final class TextDecoder {

    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] rest = {};

    String decode(byte[] piece) {
        ByteBuffer bytes = ByteBuffer.allocate(rest.length + piece.length);
        bytes.put(rest).put(piece).flip();
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        decoder.decode(bytes, text, false);
        rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return text.flip().toString();
    }
}
