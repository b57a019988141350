package dev.mcpk8s.commandline.kubectl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiffKindsTest {

    private static final KubectlReader READER = new KubectlReader();

    /** A diff that the service leaves to kubectl. */
    private static final List<String> LINE = List.of("diff", "-k", ".");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: X/../../../tmp/y",
                "{\"kind\": \"X\\u002f../y\"}",
                "{\"kind\": \"Pod\"}{\"kind\": \"X/../y\"}",
                "metadata: {labels: {a: &a X/../y}}\nkind: *a",
                "x: &k kind\n*k : X/../y",
                "<<: {kind: X/../y}",
                "kind: !!binary WC8uLi95",
                "items: [{kind: X/../y}]"
            })
    void refusesKindsThatArePaths(String text) {
        byte[] content = text.getBytes(UTF_8);
        for (RequestFiles files :
                List.of(
                        new RequestFiles(Map.of("a.yaml", content)),
                        new RequestFiles(Map.of(), content))) {
            assertThatExceptionOfType(CommandException.class)
                    .isThrownBy(() -> READER.read(LINE, files))
                    .matches(refused -> refused.code() == ErrorCode.COMMAND_REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kind: Deployment\napiVersion: apps/v1\nspec: {path: /a/../b}",
                "{\"kind\": \"Pod\"}{\"kind\": \"Service\"}",
                "no: [yaml"
            })
    void leavesTheRestToKubectl(String text) {
        RequestFiles files = new RequestFiles(Map.of("a.yaml", text.getBytes(UTF_8)));
        assertThatCode(() -> READER.read(LINE, files)).doesNotThrowAnyException();
    }
}
