package dev.mcpk8s.http;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code multipart/form-data} body as a request's fields: the fields under their own names, also
 * when they come as files ({@code -F kubeconfig=@config}), and every other file under its file
 * name. {@code command} given several times is a list of words.
 */
final class FormFields {

    private final List<String> command = new ArrayList<>();
    private final Map<String, Object> fields = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();

    private FormFields() {}

    /**
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST} when the form is not well formed,
     *     or naming the field
     */
    static Map<String, ?> read(HttpRequest<?> request, byte[] body) {
        FormFields form = new FormFields();
        MultipartForm.read(request.getHeaders().get(HttpHeaders.CONTENT_TYPE), body)
                .forEach(form::add);
        if (!form.command.isEmpty()) {
            boolean line = form.command.size() == 1;
            form.fields.put("command", line ? form.command.getFirst() : form.command);
        }
        form.fields.put("files", form.files);
        return form.fields;
    }

    private void add(FormPart part) {
        switch (part.name()) {
            case "command" -> command.add(text(part));
            case "stdin" -> put("stdin", part.content());
            case "kubeconfig",
                    "context",
                    "namespace",
                    "timeout",
                    "pipefail",
                    "progress",
                    "argocd_token",
                    "diff_files" ->
                    put(part.name(), text(part));
            default -> {
                if (part.fileName() != null && files.put(part.fileName(), part.content()) != null) {
                    throw invalid("files: two parts have the same file name");
                }
            }
        }
    }

    private void put(String name, Object value) {
        if (fields.put(name, value) != null) {
            throw invalid(name + " is given twice");
        }
    }

    private static String text(FormPart part) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(part.content()))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw invalid(part.name() + " is not UTF-8 text");
        }
    }

    private static CommandException invalid(String message) {
        return new CommandException(ErrorCode.INVALID_REQUEST, message);
    }
}
