package dev.mcpk8s.cluster;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a caller sends as its kubeconfig, to text: the text itself or base64 of it.
 *
 * <p>The two cannot be confused: no kubeconfig is without a colon, and base64 has none.
 */
final class KubeconfigText {

    private KubeconfigText() {}

    /**
     * @param limit how many bytes the decoded text may have
     * @throws CommandException {@link ErrorCode#KUBECONFIG_MISSING} when there is only white space,
     *     {@link ErrorCode#KUBECONFIG_INVALID} when it is too large, or not text
     */
    static String decode(String input, int limit) {
        if (input.isBlank()) {
            throw new CommandException(
                    ErrorCode.KUBECONFIG_MISSING,
                    "the kubeconfig is empty: send it as base64 or as text");
        }
        String text = isBase64(input) ? decodeBase64(input, limit) : input;
        if (text.length() > limit || text.getBytes(StandardCharsets.UTF_8).length > limit) {
            throw tooLarge(limit);
        }
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (content.isBlank()) {
            throw new CommandException(
                    ErrorCode.KUBECONFIG_MISSING, "the kubeconfig is empty once decoded");
        }
        return content;
    }

    private static boolean isBase64(String input) {
        return input.chars().allMatch(c -> isBase64Character(c) || Character.isWhitespace(c));
    }

    private static boolean isBase64Character(int c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || "+/-_=".indexOf(c) >= 0;
    }

    private static String decodeBase64(String input, int limit) {
        if (input.length() / 2 > limit) {
            throw tooLarge(limit);
        }
        StringBuilder standard = new StringBuilder(input.length());
        for (int i = 0; i < input.length(); i++) {
            char c = input.charAt(i);
            if (!Character.isWhitespace(c)) {
                standard.append(c == '-' ? '+' : c == '_' ? '/' : c);
            }
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(standard.toString());
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException broken) {
            throw new CommandException(
                    ErrorCode.KUBECONFIG_INVALID,
                    "the kubeconfig is neither YAML, nor JSON, nor base64 of either");
        }
    }

    private static CommandException tooLarge(int limit) {
        return new CommandException(
                ErrorCode.KUBECONFIG_INVALID,
                "the kubeconfig has more than "
                        + limit
                        + " bytes; send one context alone:"
                        + " kubectl config view --raw --flatten --minify");
    }
}
