package dev.mcpk8s.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of a request lands in the working folder or is refused. */
class RunFilesTest {

    private static final byte[] EMPTY = new byte[0];

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "//a",
                ".",
                "./",
                "./.",
                "..",
                "../a",
                "a/..",
                "a/../b",
                "a/../../b",
                "a//b",
                "a/",
                "a/.",
                "a\\b",
                "..\\a",
                "a\0b",
                "a\nb",
                "a\u007fb",
                "a/\u0001",
                "./../a"
            })
    void namesThatLeaveOrConfuseAreRefused(String name) {
        refused(Map.of(name, EMPTY));
    }

    @Test
    void tooLongAndTooDeepNamesAreRefused() {
        refused(Map.of("x".repeat(300), EMPTY));
        refused(Map.of("a/".repeat(40) + "b", EMPTY));
    }

    @Test
    void oneNameForTwoThingsIsRefused() {
        refused(Map.of("a", EMPTY, "a/b", EMPTY));
        refused(Map.of("a/b", EMPTY, "a", EMPTY, "a-b", EMPTY, "a.b/c", EMPTY));
        refused(Map.of("a", EMPTY, "./a", EMPTY));
    }

    @Test
    void tooManyAndTooLargeFilesAreRefused() {
        Map<String, byte[]> many = new HashMap<>();
        for (int i = 0; i <= SandboxSettings.DEFAULT.maximumFiles(); i++) {
            many.put("f" + i, EMPTY);
        }
        refused(many);
        byte[] half = new byte[(int) SandboxSettings.DEFAULT.maximumFileBytes() / 2 + 1];
        refused(Map.of("a", half, "b", half));
    }

    @Test
    void theNameInTheMessageHasNoControlCharacters() {
        assertThatThrownBy(() -> check(Map.of("\u001b[31m/../x", EMPTY)))
                .hasMessage("files: \"?[31m/../x\" has a backslash or a control character in it");
    }

    @Property(tries = 300)
    void whateverIsAcceptedStaysInside(
            @ForAll
                    List<@Chars({'.', '/', 'a', '\\', '~'}) @CharRange(from = 'a', to = 'c') String>
                            names)
            throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        names.forEach(name -> files.put(name, EMPTY));
        Path root =
                PrivateFiles.makeFolder(
                        Path.of(System.getProperty("java.io.tmpdir"))
                                .resolve("request-files-" + ServiceFolder.randomName()));
        try {
            Path work = PrivateFiles.makeFolder(root.resolve("work"));
            RunFiles.check(files, SandboxSettings.DEFAULT).writeBelow(work);
            try (Stream<Path> all = Files.walk(work)) {
                assertThat(all.filter(Files::isRegularFile)).hasSize(files.size());
            }
        } catch (SandboxException refused) {
            assertThat(refused.reason()).isEqualTo(SandboxException.Reason.INPUT_REFUSED);
        } finally {
            try (Stream<Path> top = Files.list(root)) {
                assertThat(top).hasSize(1);
            }
            PrivateFiles.removeTree(root);
        }
    }

    private static void refused(Map<String, byte[]> files) {
        assertThatThrownBy(() -> check(files))
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        refused ->
                                assertThat(refused.reason())
                                        .isEqualTo(SandboxException.Reason.INPUT_REFUSED));
    }

    private static RunFiles check(Map<String, byte[]> files) {
        return RunFiles.check(files, SandboxSettings.DEFAULT);
    }
}
