package dev.mcpk8s.http;

import dev.mcpk8s.commandline.CommandText;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.http.multipart.CompletedPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code multipart/form-data} body: the fields under their own names, also when they come
 * as files ({@code -F kubeconfig=@config}), and every other file under its file name. {@code
 * command} given several times is a list of words.
 */
final class MultipartEnvelope {

    private final List<String> command = new ArrayList<>();
    private final Map<String, byte[]> fields = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();

    private MultipartEnvelope() {}

    /**
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST} naming the field
     */
    static Envelope read(List<? extends CompletedPart> parts) {
        MultipartEnvelope form = new MultipartEnvelope();
        for (CompletedPart part : parts) {
            form.add(part);
        }
        if (form.command.isEmpty()) {
            throw invalid("command is missing: send a form field named command");
        }
        return new Envelope(
                form.command.size() == 1
                        ? new CommandText.Line(form.command.getFirst())
                        : new CommandText.Words(form.command),
                form.text("kubeconfig"),
                form.text("context"),
                form.text("namespace"),
                form.seconds(),
                form.fields.getOrDefault("stdin", new byte[0]),
                form.files);
    }

    private void add(CompletedPart part) {
        byte[] content = contentOf(part);
        switch (part.getName()) {
            case "command" -> command.add(new String(content, StandardCharsets.UTF_8));
            case "kubeconfig", "context", "namespace", "timeout", "stdin" -> {
                if (fields.put(part.getName(), content) != null) {
                    throw invalid(part.getName() + " is given twice");
                }
            }
            default -> {
                if (part instanceof CompletedFileUpload file
                        && files.put(FilePaths.normalise(file.getFilename()), content) != null) {
                    throw invalid("files: two parts have the same file name");
                }
            }
        }
    }

    private @Nullable String text(String name) {
        byte[] content = fields.get(name);
        return content == null || content.length == 0
                ? null
                : new String(content, StandardCharsets.UTF_8);
    }

    private @Nullable Long seconds() {
        String text = text("timeout");
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException notANumber) {
            throw invalid("timeout must be a whole number of seconds");
        }
    }

    private static byte[] contentOf(CompletedPart part) {
        try {
            return part.getBytes();
        } catch (IOException broken) {
            throw invalid("a part of the form cannot be read");
        }
    }

    private static CommandException invalid(String message) {
        return new CommandException(ErrorCode.INVALID_REQUEST, message);
    }
}
