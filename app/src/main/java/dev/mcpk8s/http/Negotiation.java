package dev.mcpk8s.http;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.stream.Framing;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Which form of answer a client asks for. */
final class Negotiation {

    private static final String FRAMING = "framing";

    private Negotiation() {}

    /**
     * The first of the offered types that the client accepts most; the first offered when it does
     * not say.
     *
     * @throws CommandException {@link ErrorCode#NOT_ACCEPTABLE}
     */
    static MediaType choose(HttpRequest<?> request, List<MediaType> offered) {
        Collection<MediaType> accepted = request.accept();
        if (accepted.isEmpty()) {
            return offered.getFirst();
        }
        for (MediaType wanted : accepted) {
            for (MediaType offer : offered) {
                if (covers(wanted, offer)) {
                    return offer;
                }
            }
        }
        throw new CommandException(
                ErrorCode.NOT_ACCEPTABLE,
                "this address answers "
                        + String.join(" or ", offered.stream().map(MediaType::getName).toList()));
    }

    /**
     * {@code text/event-stream;framing=bytes} in {@code Accept}, or {@code ?framing=bytes}.
     *
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST} for a framing we do not know
     */
    static Framing framing(HttpRequest<?> request) {
        String asked =
                request.getParameters()
                        .getFirst(FRAMING)
                        .orElseGet(
                                () ->
                                        request.accept().stream()
                                                .flatMap(
                                                        type ->
                                                                type
                                                                        .getParameters()
                                                                        .get(FRAMING)
                                                                        .stream())
                                                .map(Object::toString)
                                                .findFirst()
                                                .orElse("lines"));
        return switch (asked.toLowerCase(Locale.ROOT)) {
            case "lines" -> Framing.LINES;
            case "bytes" -> Framing.BYTES;
            default ->
                    throw new CommandException(
                            ErrorCode.INVALID_REQUEST, "framing must be lines or bytes");
        };
    }

    private static boolean covers(MediaType wanted, MediaType offer) {
        return part(wanted.getType(), offer.getType())
                && part(wanted.getSubtype(), offer.getSubtype());
    }

    private static boolean part(String wanted, String offered) {
        return wanted.equals("*") || wanted.equalsIgnoreCase(offered);
    }
}
