package dev.mcpk8s.http;

import dev.mcpk8s.command.HeapBudget;
import dev.mcpk8s.stream.ClientDeparture;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.types.files.StreamedFile;
import java.io.ByteArrayInputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A large answer, handed to the network as its client reads; its memory is given back when the
 * answer is read or its client gone. The framework does not close an answer whose client left
 * before the first byte of it was written, so the connection is watched too.
 */
final class WaitingAnswer extends ByteArrayInputStream {

    private final HeapBudget.Share memory;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable ClientDeparture departure;

    private WaitingAnswer(byte[] body, HeapBudget.Share memory) {
        super(body);
        this.memory = memory;
    }

    /**
     * @param memory what building the answer took; closed with the answer
     */
    static HttpResponse<?> of(HttpRequest<?> http, byte[] body, HeapBudget.Share memory) {
        memory.keepOnly(body.length);
        WaitingAnswer answer = new WaitingAnswer(body, memory);
        answer.departure = ClientDeparture.watch(http, answer::close);
        return HttpResponse.ok(
                new StreamedFile(
                        answer,
                        MediaType.APPLICATION_JSON_TYPE,
                        System.currentTimeMillis(),
                        body.length));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            memory.close();
            ClientDeparture watched = departure;
            if (watched != null) {
                watched.close();
            }
        }
    }
}
