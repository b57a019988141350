package dev.mcpk8s.verb.describe;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A value in ASN.1's distinguished encoding. The JDK reads certificates, but no requests for them.
 *
 * @param tag its first byte: class, whether it is made of others, and type
 */
record DerValue(int tag, ByteBuffer content) {

    static final int OCTETS = 0x04;

    private static final int BMP_STRING = 0x1E;
    private static final int LATIN_STRING = 0x14;
    private static final int LONG_LENGTH = 0x80;
    private static final int BYTE = 0xFF;

    /**
     * The value that some bytes begin with.
     *
     * @throws IllegalArgumentException when they are no such value
     */
    static DerValue of(byte[] encoded) {
        return read(ByteBuffer.wrap(encoded));
    }

    /** The values this one is made of. */
    List<DerValue> elements() {
        ByteBuffer rest = content.duplicate();
        List<DerValue> elements = new ArrayList<>();
        while (rest.hasRemaining()) {
            elements.add(read(rest));
        }
        return elements;
    }

    /** One of the values this one is made of. */
    DerValue element(int index) {
        List<DerValue> elements = elements();
        if (index >= elements.size()) {
            throw new IllegalArgumentException("a value is missing");
        }
        return elements.get(index);
    }

    byte[] bytes() {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }

    /** The characters of any of the string types. */
    String text() {
        Charset charset =
                switch (tag) {
                    case BMP_STRING -> StandardCharsets.UTF_16BE;
                    case LATIN_STRING -> StandardCharsets.ISO_8859_1;
                    default -> StandardCharsets.UTF_8;
                };
        return new String(bytes(), charset);
    }

    private static DerValue read(ByteBuffer from) {
        try {
            int tag = from.get() & BYTE;
            int length = from.get() & BYTE;
            if (length >= LONG_LENGTH) {
                int size = length - LONG_LENGTH;
                length = 0;
                for (int i = 0; i < size; i++) {
                    length = Math.addExact(Math.multiplyExact(length, 256), from.get() & BYTE);
                }
            }
            ByteBuffer content = from.slice(from.position(), length);
            from.position(from.position() + length);
            return new DerValue(tag, content);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | ArithmeticException e) {
            throw new IllegalArgumentException("a value is cut off", e);
        }
    }
}
