package dev.mcpk8s.http;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The files of the pages, from the class path, read once: only these names exist. */
@Singleton
final class PageFiles {

    private static final String OWN = "/page/";
    private static final String SWAGGER = "/META-INF/resources/webjars/swagger-ui/";
    private static final String SWAGGER_PROPERTIES =
            "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final MediaType HTML = MediaType.of("text/html; charset=utf-8");
    private static final MediaType SCRIPT = MediaType.of("text/javascript; charset=utf-8");
    private static final MediaType STYLE = MediaType.of("text/css; charset=utf-8");

    private final Map<String, PageFile> files = new HashMap<>();

    PageFiles() {
        String swagger = SWAGGER + swaggerVersion() + "/";
        add(OWN, "index.html", HTML);
        add(OWN, "page.js", SCRIPT);
        add(OWN, "page.css", STYLE);
        add(OWN, "docs.html", HTML);
        add(OWN, "docs.js", SCRIPT);
        add(swagger, "swagger-ui.css", STYLE);
        add(swagger, "swagger-ui-bundle.js", SCRIPT);
        add("/META-INF/swagger/", "openapi.json", MediaType.APPLICATION_JSON_TYPE);
    }

    /** One file; its bytes are shared and never changed. */
    record PageFile(byte[] content, MediaType type) {}

    /**
     * @throws CommandException {@link ErrorCode#NOT_FOUND}
     */
    PageFile named(String name) {
        PageFile file = files.get(name);
        if (file == null) {
            throw new CommandException(ErrorCode.NOT_FOUND, "there is no such page");
        }
        return file;
    }

    private static String swaggerVersion() {
        Properties properties = new Properties();
        try (InputStream in = open(SWAGGER_PROPERTIES)) {
            properties.load(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return properties.getProperty("version");
    }

    private void add(String folder, String name, MediaType type) {
        try (InputStream in = open(folder + name)) {
            files.put(name, new PageFile(in.readAllBytes(), type));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static InputStream open(String path) {
        InputStream in = PageFiles.class.getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException("not on the class path: " + path);
        }
        return in;
    }
}
