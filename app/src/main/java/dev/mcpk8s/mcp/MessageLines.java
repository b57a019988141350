package dev.mcpk8s.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8, bounded: the rest of one that is too long is dropped, so that it is no JSON. */
final class MessageLines {

    private static final int LONGEST = 32 * 1024 * 1024;

    private final InputStream in;

    MessageLines(InputStream in) {
        this.in = new BufferedInputStream(in, 64 * 1024);
    }

    /** The next line that is not blank; null at the end. */
    @Nullable String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                if (line.size() < LONGEST) {
                    line.write(next);
                }
            } else {
                String text = line.toString(StandardCharsets.UTF_8);
                if (!text.isBlank()) {
                    return text;
                }
                line.reset();
            }
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.isBlank() ? null : text;
    }
}
