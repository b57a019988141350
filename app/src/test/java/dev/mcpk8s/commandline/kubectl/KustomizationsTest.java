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
import org.junit.jupiter.params.provider.CsvSource;

class KustomizationsTest {

    private static final KubectlReader READER = new KubectlReader();

    private static void apply(String path, String text) {
        READER.read(
                List.of("apply", "-k", "."), new RequestFiles(Map.of(path, text.getBytes(UTF_8))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "kustomization.yaml ~ resources: [https://169.254.169.254/x]",
                "a/b/kustomization.yml ~ resources: [\"https:\\x2f/10.0.0.1/x\"]",
                "Kustomization ~ {\"resources\": [\"http\\u003a//x\"]}",
                "./kustomization.yaml ~ resources: [a, ssh://git@x/y]",
                "kustomization.yaml ~ x: [\"https:\\x2f/x",
                "t.yaml ~ {apiVersion: builtin, kind: PatchTransformer, path: https://x}",
                "t.yaml ~ {apiVersion: \"b\\x75iltin\", kind: PatchTransformer, path: https://x}"
            })
    void refusesAddresses(String path, String text) {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> apply(path, text))
                .matches(refused -> refused.code() == ErrorCode.COMMAND_REFUSED)
                .withMessageContaining("names an address");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "kustomization.yaml ~ resources: [a.yaml, ../base]",
                "kustomization.yaml ~ broken: [",
                "deploy.yaml ~ {metadata: {annotations: {home: https://example.com}}}"
            })
    void leavesTheRestToKubectl(String path, String text) {
        assertThatCode(() -> apply(path, text)).doesNotThrowAnyException();
    }
}
