package dev.mcpk8s.resource.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an unquoted YAML 1.1 scalar means (go-yaml v2: {@code resolve.go}). */
final class YamlScalar {

    static final String PREFIX = "tag:yaml.org,2002:";
    static final String MERGE = PREFIX + "merge";

    private static final String STRING = PREFIX + "str";
    private static final String BOOL = PREFIX + "bool";
    private static final String INT = PREFIX + "int";
    private static final String FLOAT = PREFIX + "float";
    private static final String NULL = PREFIX + "null";
    private static final String BINARY = PREFIX + "binary";
    private static final String TIMESTAMP = PREFIX + "timestamp";
    private static final Set<String> RESOLVABLE =
            Set.of("", STRING, BOOL, INT, FLOAT, NULL, TIMESTAMP);

    private static final Pattern STYLED_FLOAT =
            Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern INTEGER =
            Pattern.compile("([-+]?)(0[xX]|0[oO]|0[bB]|0)?([0-9a-fA-F]+)");
    private static final Pattern TIMESTAMP_FORM =
            Pattern.compile(
                    "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}.*)?");
    private static final BigInteger LARGEST =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    private record Meaning(String tag, JsonNode value) {}

    private static final Map<String, Meaning> KNOWN = known();

    private YamlScalar() {}

    private static Map<String, Meaning> known() {
        Map<String, Meaning> known = new HashMap<>();
        put(known, BOOL, BooleanNode.TRUE, "y Y yes Yes YES true True TRUE on On ON");
        put(known, BOOL, BooleanNode.FALSE, "n N no No NO false False FALSE off Off OFF");
        put(known, NULL, NullNode.instance, " ~ null Null NULL");
        put(known, FLOAT, DoubleNode.valueOf(Double.NaN), ".nan .NaN .NAN");
        JsonNode infinity = DoubleNode.valueOf(Double.POSITIVE_INFINITY);
        put(known, FLOAT, infinity, ".inf .Inf .INF +.inf +.Inf +.INF");
        JsonNode below = DoubleNode.valueOf(Double.NEGATIVE_INFINITY);
        put(known, FLOAT, below, "-.inf -.Inf -.INF");
        put(known, MERGE, TextNode.valueOf("<<"), "<<");
        return known;
    }

    private static void put(Map<String, Meaning> known, String tag, JsonNode value, String words) {
        for (String word : words.split(" ", -1)) {
            known.put(word, new Meaning(tag, value));
        }
    }

    /** The value; NaN and the infinities are floats that JSON cannot hold. */
    static JsonNode value(YamlNode.Scalar scalar) throws ManifestException {
        if (scalar.tag().isEmpty() && !scalar.plain()) {
            return TextNode.valueOf(scalar.value());
        }
        String tag = scalar.tag();
        if (tag.equals(BINARY)) {
            return binary(scalar.value());
        }
        if (!RESOLVABLE.contains(tag)) {
            return TextNode.valueOf(scalar.value());
        }
        Meaning meaning =
                tag.equals(STRING)
                        ? new Meaning(STRING, TextNode.valueOf(scalar.value()))
                        : meaning(scalar.value());
        if (tag.isEmpty() || tag.equals(meaning.tag())) {
            return meaning.value();
        }
        if (tag.equals(FLOAT) && meaning.tag().equals(INT)) {
            return DoubleNode.valueOf(meaning.value().doubleValue());
        }
        throw new ManifestException(
                "yaml: cannot decode %s `%s` as a %s"
                        .formatted(shortened(meaning.tag()), scalar.value(), shortened(tag)));
    }

    private static String shortened(String tag) {
        return "!!" + tag.substring(PREFIX.length());
    }

    private static JsonNode binary(String text) throws ManifestException {
        try {
            String packed = text.replace("\n", "").replace("\r", "");
            byte[] bytes = Base64.getDecoder().decode(packed);
            if (packed.length() % 4 != 0) {
                throw new IllegalArgumentException(packed);
            }
            return TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException broken) {
            throw new ManifestException("yaml: !!binary value contains invalid base64 data");
        }
    }

    private static Meaning meaning(String text) {
        Meaning known = KNOWN.get(text);
        if (known != null) {
            return known;
        }
        char first = text.charAt(0);
        JsonNode number = null;
        if (first == '.') {
            number = STYLED_FLOAT.matcher(text).matches() ? finite(text) : null;
        } else if (first == '+' || first == '-' || (first >= '0' && first <= '9')) {
            if (TIMESTAMP_FORM.matcher(text).matches()) {
                return new Meaning(TIMESTAMP, TextNode.valueOf(text));
            }
            number = number(text.replace("_", ""));
        }
        if (number == null) {
            return new Meaning(STRING, TextNode.valueOf(text));
        }
        return new Meaning(number.isDouble() ? FLOAT : INT, number);
    }

    private static @Nullable JsonNode number(String text) {
        BigInteger integer = integer(text);
        if (integer != null) {
            if (integer.bitLength() < Long.SIZE) {
                return LongNode.valueOf(integer.longValue());
            }
            boolean signed = text.startsWith("+") || text.startsWith("-");
            if (!signed && integer.compareTo(LARGEST) <= 0) {
                return BigIntegerNode.valueOf(integer);
            }
        }
        return STYLED_FLOAT.matcher(text).matches() ? finite(text) : null;
    }

    /** As {@code strconv.ParseInt} with base 0, of any size; null when it is none. */
    private static @Nullable BigInteger integer(String text) {
        var parts = INTEGER.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        String prefix = parts.group(2) == null ? "" : parts.group(2);
        int base =
                switch (prefix) {
                    case "" -> 10;
                    case "0x", "0X" -> 16;
                    case "0b", "0B" -> 2;
                    default -> 8;
                };
        try {
            BigInteger size = new BigInteger(parts.group(3), base);
            return "-".equals(parts.group(1)) ? size.negate() : size;
        } catch (NumberFormatException otherDigits) {
            return null;
        }
    }

    private static @Nullable JsonNode finite(String text) {
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? null : DoubleNode.valueOf(value);
    }
}
