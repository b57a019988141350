package dev.mcpk8s.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpk8s.command.Tool;
import dev.mcpk8s.commandline.CommandText;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRequestsTest {

    private final CommandRequests requests =
            new CommandRequests(
                    new ExecutionSettings(Duration.ofMinutes(5), Duration.ofHours(1), 10));

    @Test
    void readsACommandLine() {
        CommandRequest request = read("command", "get po");

        assertThat(request.text()).isEqualTo(new CommandText.Line("get po"));
        assertThat(request.tool()).isEqualTo(Tool.KUBECTL);
        assertThat(request.id()).isEqualTo("id");
        assertThat(request.options().timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(request.stdin()).isEmpty();
        assertThat(request.files()).isEmpty();
        assertThat(request.target().kubeconfig()).isNull();
    }

    @Test
    void readsWords() {
        assertThat(read("command", List.of("get", "a b")).text())
                .isEqualTo(new CommandText.Words(List.of("get", "a b")));
    }

    @Test
    void prefersTheHeadersKubeconfig() {
        Map<String, Object> fields = Map.of("command", "x", "kubeconfig", "field");

        assertThat(requests.from(fields, null, "header", "id").target().kubeconfig())
                .isEqualTo("header");
        assertThat(requests.from(fields, null, " ", "id").target().kubeconfig()).isEqualTo("field");
        assertThat(requests.from(fields, null, null, "id").target().kubeconfig())
                .isEqualTo("field");
    }

    @Test
    void takesEmptyAndNullForNotGiven() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("command", "x");
        for (String name : List.of("kubeconfig", "context", "namespace", "timeout")) {
            fields.put(name, "");
        }
        fields.put("stdin", null);
        fields.put("files", null);

        CommandRequest request = requests.from(fields, null, "", "id");

        assertThat(request.target().kubeconfig()).isNull();
        assertThat(request.target().context()).isNull();
        assertThat(request.target().namespace()).isNull();
        assertThat(request.options().timeout()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void ignoresAFieldThatNobodyKnows() {
        assertThat(read("command", "x", "nosuch", 7).text()).isNotNull();
    }

    @Test
    void readsTimeoutsOfJsonAndOfForms() {
        assertThat(read("command", "x", "timeout", 1).options().timeout()).hasSeconds(1);
        assertThat(read("command", "x", "timeout", 3600L).options().timeout()).hasSeconds(3600);
        assertThat(read("command", "x", "timeout", 60.0).options().timeout()).hasSeconds(60);
        assertThat(read("command", "x", "timeout", " 30 ").options().timeout()).hasSeconds(30);
    }

    @Test
    void refusesOtherTimeouts() {
        List<Object> bad =
                List.of(
                        0,
                        -1,
                        3601,
                        Long.MAX_VALUE,
                        new java.math.BigInteger("9".repeat(40)),
                        1.5,
                        Double.NaN,
                        "soon",
                        "1e3",
                        true,
                        List.of(1));
        for (Object timeout : bad) {
            assertRefused("timeout", "command", "x", "timeout", timeout);
        }
    }

    @Test
    void refusesOtherCommands() {
        assertRefused("command is required");
        assertRefused("command is required", "command", " ");
        assertRefused("command is required", "command", List.of());
        assertRefused("a number", "command", 7);
        assertRefused("an object", "command", Map.of());
        assertRefused("word 2 is a boolean", "command", List.of("a", true));
        assertRefused("word 1 is null", "command", Arrays.asList((Object) null));
    }

    @Test
    void refusesTextThatIsNone() {
        for (String name : List.of("kubeconfig", "context", "namespace", "stdin")) {
            assertRefused(name + " must be a string", "command", "x", name, Map.of("a", "secret"));
        }
    }

    @Test
    void readsFilesAsTextBytesAndBase64() {
        Map<String, Object> files =
                Map.of(
                        "a.yaml",
                        "text",
                        "./dir//b",
                        new byte[] {1, 2},
                        "dir/./c",
                        Map.of("base64", "_-8\n="));

        Map<String, byte[]> read = read("command", "x", "files", files).files();

        assertThat(read).containsOnlyKeys("a.yaml", "dir/b", "dir/c");
        assertThat(read.get("a.yaml")).isEqualTo("text".getBytes(UTF_8));
        assertThat(read.get("dir/b")).isEqualTo(new byte[] {1, 2});
        assertThat(read.get("dir/c")).isEqualTo(new byte[] {(byte) 0xff, (byte) 0xef});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "/", "/etc/passwd", "..", "../a", "a/../b", "a/..", "dir/", "a\0b"})
    void refusesPathsThatLeadElsewhere(String path) {
        assertRefused("is no path for a file", "command", "x", "files", Map.of(path, "x"));
    }

    @Test
    void refusesPathsThatAreTooLong() {
        for (String path : List.of("a".repeat(256), "a/".repeat(2100) + "b")) {
            assertRefused("is no path for a file", "command", "x", "files", Map.of(path, "x"));
        }
    }

    @Test
    void refusesFilesThatContradictEachOther() {
        assertRefused("twice", "command", "x", "files", Map.of("a", "1", "./a", "2"));
        assertRefused("also the folder", "command", "x", "files", Map.of("a", "1", "a/b/c", "2"));
    }

    @Test
    void refusesFilesWithoutContent() {
        assertRefused("files must be", "command", "x", "files", "a");
        assertRefused("must be a string", "command", "x", "files", Map.of("a", 7));
        assertRefused("must be a string", "command", "x", "files", Map.of("a", Map.of("b", "c")));
        assertRefused(
                "that is not base64",
                "command",
                "x",
                "files",
                Map.of("a", Map.of("base64", "$secret")));
    }

    @Property(tries = 200)
    void readsEveryBase64(@ForAll byte[] bytes) {
        for (Base64.Encoder encoder :
                List.of(
                        Base64.getEncoder(),
                        Base64.getMimeEncoder(),
                        Base64.getUrlEncoder().withoutPadding())) {
            Map<String, Object> files =
                    Map.of("a", Map.of("base64", encoder.encodeToString(bytes)));
            assertThat(read("command", "x", "files", files).files().get("a")).isEqualTo(bytes);
        }
    }

    private CommandRequest read(Object... fields) {
        return requests.from(map(fields), Tool.KUBECTL, null, "id");
    }

    private void assertRefused(String words, Object... fields) {
        assertThatThrownBy(() -> read(fields))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                            assertThat(refused.text()).contains(words).doesNotContain("secret");
                        });
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** Who is behind the gateway that added the header is not its sender. */
    @Test
    void onlyAFieldsKubeconfigIsTheReadersOwn() {
        Map<String, String> fields = Map.of("command", "config view --raw", "kubeconfig", "field");
        assertThat(requests.from(fields, null, null, "id").target().showsCredentials()).isTrue();
        assertThat(requests.from(fields, null, "header", "id").target().showsCredentials())
                .isFalse();
    }
}
