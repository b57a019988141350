package dev.mcpk8s.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of {@code docs/} that is made from the code. Tests compare; {@code make docs} runs the
 * same tests with {@code -Ddocs.update=true}, which writes.
 */
public final class GeneratedPage {

    private GeneratedPage() {}

    public static void check(String name, String content) throws IOException {
        Path page = projectRoot().resolve("docs").resolve(name);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(page, content);
        }
        assertThat(page).as("docs/%s is what the code says; run: make docs", name).exists();
        assertThat(Files.readString(page))
                .as("docs/%s is what the code says; run: make docs", name)
                .isEqualTo(content);
    }

    /** A page written by hand with a part between two comments that is made from the code. */
    static void checkPart(String name, String part, String content) throws IOException {
        String page = Files.readString(projectRoot().resolve("docs").resolve(name));
        String begin = "<!-- " + part + ": made by make docs -->\n";
        String end = "<!-- end of " + part + " -->\n";
        assertThat(page).contains(begin, end);
        String before = page.substring(0, page.indexOf(begin) + begin.length());
        check(name, before + "\n" + content + "\n" + page.substring(page.indexOf(end)));
    }

    private static Path projectRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("CONTRIBUTING.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
