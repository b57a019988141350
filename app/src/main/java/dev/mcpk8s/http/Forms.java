package dev.mcpk8s.http;

import io.micronaut.http.multipart.CompletedPart;
import io.micronaut.http.server.multipart.MultipartBody;
import jakarta.inject.Singleton;
import java.util.List;
import reactor.core.publisher.Flux;

/** Waits for all parts of a form. */
@Singleton
final class Forms {

    Envelope read(MultipartBody body) {
        List<CompletedPart> parts = Flux.from(body).collectList().block();
        return MultipartEnvelope.read(parts == null ? List.of() : parts);
    }
}
