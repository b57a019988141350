package dev.mcpk8s.cluster;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.error.CommandException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** An answer whose body is read from the wire. */
final class StreamedResponse implements ApiResponse {

    private final Response response;
    private final Cancellation cancellation;
    private final Cancellation.Registration registration;
    private final Consumer<StreamedResponse> onClose;
    private final InputStream body;
    private final AtomicBoolean closed = new AtomicBoolean();

    StreamedResponse(
            Response response,
            Cancellation cancellation,
            Cancellation.Registration registration,
            Consumer<StreamedResponse> onClose) {
        this.response = response;
        this.cancellation = cancellation;
        this.registration = registration;
        this.onClose = onClose;
        this.body = new Body(response.body().byteStream());
    }

    @Override
    public int status() {
        return response.code();
    }

    @Override
    public @Nullable String header(String name) {
        return response.headers().get(name);
    }

    List<String> headers(String name) {
        return response.headers(name);
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            registration.close();
            onClose.accept(this);
            response.close();
        }
    }

    /** Its failures are worded as kubectl's (client-go: {@code rest/request.go}). */
    private final class Body extends FilterInputStream {

        Body(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException broken) {
                throw worded(broken);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException broken) {
                throw worded(broken);
            }
        }

        /**
         * @throws CommandException when the command was told to stop
         */
        private IOException worded(IOException broken) {
            cancellation.throwIfCancelled();
            String cause =
                    broken instanceof InterruptedIOException
                            ? "net/http: request canceled"
                                    + " (Client.Timeout or context cancellation while reading body)"
                            : "unexpected EOF";
            return new IOException(
                    "unexpected error when reading response body. Please retry. Original error: "
                            + cause,
                    broken);
        }
    }
}
