package dev.mcpk8s.mcp.resource;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A resource's address, taken apart: each part percent-decoded, and checked so that none can be
 * anything else than what it names once it stands in a command.
 */
record ResourceAddress(String uri, ResourceKind kind, List<String> values) {

    private static final String NONE = "-";
    private static final int LONGEST = 2000;
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");
    private static final Pattern PLAIN = Pattern.compile("[^/,\\s\\p{Cntrl}]+");

    ResourceAddress {
        values = List.copyOf(values);
    }

    /**
     * @return empty when no kind has addresses of this shape
     * @throws McpError {@link ErrorCodes#INVALID_PARAMS} when a part cannot be what it stands for
     */
    static Optional<ResourceAddress> parse(String uri) {
        int end = uri.indexOf("://");
        if (end < 0 || uri.length() > LONGEST) {
            return Optional.empty();
        }
        String scheme = uri.substring(0, end);
        String[] parts = uri.substring(end + 3).split("/", -1);
        for (ResourceKind kind : ResourceKind.values()) {
            if (kind.scheme().equals(scheme) && kind.variables().size() == parts.length) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < parts.length; i++) {
                    values.add(checked(kind.variables().get(i), decoded(parts[i])));
                }
                return Optional.of(new ResourceAddress(uri, kind, values));
            }
        }
        return Optional.empty();
    }

    /** The context; null for the current one. */
    @Nullable String context() {
        return valueOrNone("context");
    }

    /** The namespace, or that of an instance of Argo CD; null for none. */
    @Nullable String namespace() {
        String instance = valueOrNone("instance");
        return kind == ResourceKind.NAMESPACE
                ? null
                : instance == null ? valueOrNone("namespace") : instance;
    }

    String name() {
        return kind == ResourceKind.NAMESPACE ? value("namespace") : value("name");
    }

    /** The object's type as kubectl takes it; null for what is no single object. */
    @Nullable String type() {
        return kind == ResourceKind.OBJECT ? value("type") : kind.type();
    }

    String value(String variable) {
        return values.get(kind.variables().indexOf(variable));
    }

    private @Nullable String valueOrNone(String variable) {
        int at = kind.variables().indexOf(variable);
        return at < 0 || values.get(at).equals(NONE) ? null : values.get(at);
    }

    private static String checked(String variable, String value) {
        boolean good =
                switch (variable) {
                    case "type" -> TYPE.matcher(value).matches();
                    case "context", "url" ->
                            !value.isEmpty() && value.chars().noneMatch(Character::isISOControl);
                    default -> PLAIN.matcher(value).matches();
                };
        if (!good) {
            throw invalid("the address has no valid " + variable);
        }
        return value;
    }

    /** Unlike in a form, a plus sign is a plus sign. */
    private static String decoded(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        ByteBuffer plain = ByteBuffer.allocate(bytes.length);
        try {
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '%') {
                    plain.put((byte) HexFormat.fromHexDigits(part(bytes, i + 1)));
                    i += 2;
                } else {
                    plain.put(bytes[i]);
                }
            }
            return StandardCharsets.UTF_8.newDecoder().decode(plain.flip()).toString();
        } catch (CharacterCodingException | IllegalArgumentException badEscape) {
            throw invalid("the address is not percent-encoded properly");
        }
    }

    private static String part(byte[] bytes, int from) {
        if (from + 2 > bytes.length) {
            throw new IllegalArgumentException("an escape is cut");
        }
        return new String(bytes, from, 2, StandardCharsets.ISO_8859_1);
    }

    private static McpError invalid(String message) {
        return McpError.builder(ErrorCodes.INVALID_PARAMS).message(message).build();
    }
}
