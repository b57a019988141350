package dev.mcpk8s.ephemeral;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.json.Json;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The well-known servers: those that come with the service, then those of the operator's file. A
 * file that cannot be read stops the start.
 */
@Context
public final class Presets {

    private static final String BUILT_IN = "presets.json";

    private final Map<String, Preset> byName = new LinkedHashMap<>();

    Presets(EphemeralSettings settings) {
        addAll(builtIn(), false);
        String file = settings.presets();
        if (file != null && !file.isBlank()) {
            addConfigured(Path.of(file));
        }
    }

    /**
     * @param name in any case
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST} with the names that there are
     */
    Preset named(String name) {
        Preset preset = byName.get(name.toUpperCase(Locale.ROOT));
        if (preset == null) {
            throw new CommandException(
                    ErrorCode.INVALID_REQUEST,
                    "preset must be one of " + String.join(", ", byName.keySet()));
        }
        return preset;
    }

    /** All of them, as clients see them. */
    public Map<String, Object> describe() {
        return Map.of("presets", byName.values().stream().map(Preset::describe).toList());
    }

    private void addConfigured(Path file) {
        try {
            addAll(configured(file), true);
        } catch (CommandException invalid) {
            throw new ConfigurationException(
                    "the file of the setting mcp-k8s.ephemeral.presets: " + invalid.text());
        }
    }

    /**
     * @param secret whether values of environments are not shown
     */
    private void addAll(Map<String, ?> document, boolean secret) {
        RequestFields fields = RequestFields.of(document);
        List<RequestFields> entries = fields.objects("presets");
        if (entries == null) {
            throw fields.invalid("presets", "is missing");
        }
        for (RequestFields entry : entries) {
            add(entry, secret);
        }
    }

    private void add(RequestFields entry, boolean secret) {
        String name = entry.text("name");
        if (name == null) {
            throw entry.invalid("name", "is missing");
        }
        Map<String, Object> fields = new LinkedHashMap<>(entry.all());
        fields.keySet().removeAll(List.of("name", "title", "needs"));
        RequestFields.of(fields).allowOnly(ServerRequests.SERVER_FIELDS);
        String title = entry.text("title");
        List<String> needs = entry.texts("needs");
        String upper = name.toUpperCase(Locale.ROOT);
        byName.put(
                upper,
                new Preset(
                        upper,
                        title == null ? name : title,
                        needs == null ? List.of() : needs,
                        fields,
                        secret));
    }

    private static Map<String, ?> builtIn() {
        try (InputStream in = Presets.class.getResourceAsStream(BUILT_IN)) {
            return Json.READER
                    .forType(new TypeReference<Map<String, Object>>() {})
                    .readValue(Objects.requireNonNull(in, "there is no file " + BUILT_IN));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, ?> configured(Path file) {
        try (Reader text = Files.newBufferedReader(file)) {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            if (document instanceof Map<?, ?> fields) {
                return named(fields);
            }
        } catch (IOException | YAMLException unreadable) {
            // said below, without a word of the file
        }
        throw new ConfigurationException(
                "the file of the setting mcp-k8s.ephemeral.presets cannot be read as presets");
    }

    private static Map<String, Object> named(Map<?, ?> fields) {
        Map<String, Object> named = new LinkedHashMap<>();
        fields.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }
}
