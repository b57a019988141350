package dev.mcpk8s.print;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.jsonpath.GoNumber;
import dev.mcpk8s.jsonpath.GoText;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What becomes of an object on kubectl's way to YAML: it is written as JSON, and that is read as
 * YAML. Both steps refuse or change a few rare values.
 */
final class YamlSource {

    private static final Pattern NEXT_LINES = Pattern.compile(" *\u0085[ \u0085]*");

    private YamlSource() {}

    /** A string as the YAML reader sees it: the line break that JSON does not escape is folded. */
    static String read(String text) {
        String sound = GoText.wellFormed(text);
        if (sound.indexOf('\u0085') < 0) {
            return sound;
        }
        return NEXT_LINES
                .matcher(sound)
                .replaceAll(
                        found -> {
                            long lines = found.group().chars().filter(c -> c == '\u0085').count();
                            return lines == 1 ? " " : "\n".repeat((int) lines - 1);
                        });
    }

    /**
     * Finds what kubectl's libraries cannot carry, before anything is written.
     *
     * @param reader what stands before the YAML reader's complaint
     * @throws CommandException in kubectl's words
     */
    static void refuseUnreadable(JsonNode value, String reader) {
        if (value.isTextual()) {
            refuseControls(value.textValue(), reader);
        } else if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                refuseControls(field.getKey(), reader);
                refuseUnreadable(field.getValue(), reader);
            }
        } else if (value.isArray()) {
            for (JsonNode element : value) {
                refuseUnreadable(element, reader);
            }
        } else if (value.isNumber()) {
            refuseInfinite(value);
        }
    }

    /** JSON has no form for the infinities, which a number that is too large becomes. */
    static void refuseInfinite(JsonNode number) {
        if (!GoNumber.isInteger(number) && !Double.isFinite(number.doubleValue())) {
            throw failure("json: unsupported value: " + GoNumber.general(number.doubleValue()));
        }
    }

    private static void refuseControls(String text, String reader) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '\u007F' && ((c < '\u00A0' && c != '\u0085') || c >= '\uFFFE')) {
                throw failure(reader + "control characters are not allowed");
            }
        }
    }

    private static CommandException failure(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
    }
}
