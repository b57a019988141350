package dev.mcpk8s.cluster;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A body whose end is told after it, not its length before it.
 *
 * <p>An API server that passes a call on to a pod reads once more behind a body of known length. A
 * pod that has answered by then makes that read fail, and the answer with it (Go: {@code
 * net/http/transfer.go}, {@code writeBody}). Of this body no pod has all before the API server has.
 */
final class UnmeasuredBody extends RequestBody {

    private final byte[] bytes;
    private final @Nullable MediaType type;

    /**
     * @param bytes not copied
     */
    UnmeasuredBody(byte[] bytes, @Nullable MediaType type) {
        this.bytes = bytes;
        this.type = type;
    }

    @Override
    public @Nullable MediaType contentType() {
        return type;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(bytes);
    }
}
