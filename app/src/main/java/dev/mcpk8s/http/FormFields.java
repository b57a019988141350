package dev.mcpk8s.http;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.http.multipart.CompletedPart;
import io.micronaut.http.server.multipart.MultipartBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;

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
     * Waits for all parts.
     *
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST} naming the field
     */
    static Map<String, ?> read(MultipartBody body) {
        FormFields form = new FormFields();
        List<CompletedPart> parts = Flux.from(body).collectList().block();
        for (CompletedPart part : parts == null ? List.<CompletedPart>of() : parts) {
            form.add(part);
        }
        if (!form.command.isEmpty()) {
            boolean line = form.command.size() == 1;
            form.fields.put("command", line ? form.command.getFirst() : form.command);
        }
        form.fields.put("files", form.files);
        return form.fields;
    }

    private void add(CompletedPart part) {
        byte[] content = contentOf(part);
        switch (part.getName()) {
            case "command" -> command.add(new String(content, StandardCharsets.UTF_8));
            case "stdin" -> put("stdin", content);
            case "kubeconfig",
                    "context",
                    "namespace",
                    "timeout",
                    "pipefail",
                    "progress",
                    "argocd_token",
                    "diff_files" ->
                    put(part.getName(), new String(content, StandardCharsets.UTF_8));
            default -> {
                if (part instanceof CompletedFileUpload file
                        && files.put(file.getFilename(), content) != null) {
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
