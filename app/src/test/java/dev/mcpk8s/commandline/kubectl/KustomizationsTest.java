package dev.mcpk8s.commandline.kubectl;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mcpk8s.commandline.file.RequestFiles;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
                "t.yaml ~ {apiVersion: /builtin, kind: ConfigMapGenerator, files: ['a=http://x']}",
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
                "kustomization.yaml ~ resources: [../../../../x]",
                "kustomization.yaml ~ components: [a/../../x]",
                "a/kustomization.yaml ~ {Resources: [../../x]}",
                "kustomization.yaml ~ resources: [/x]",
                "kustomization.yaml ~ {commonLabels: {a: &a ../x}, resources: [*a]}"
            })
    void refusesFoldersOutside(String path, String text) {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> apply(path, text))
                .matches(refused -> refused.code() == ErrorCode.COMMAND_REFUSED)
                .withMessageContaining("names a folder outside");
    }

    @Test
    void refusesWhatOnlyGoWouldRead() {
        byte[] hidden = "resources: [http://10.0.0.1/x]".getBytes(UTF_16LE);
        byte[] marked = new byte[hidden.length + 2];
        marked[0] = (byte) 0xFF;
        marked[1] = (byte) 0xFE;
        System.arraycopy(hidden, 0, marked, 2, hidden.length);
        byte[] binary = "resources: [!!binary aHR0cDovL3g=]".getBytes(UTF_8);
        for (byte[] content : List.of(marked, binary)) {
            RequestFiles files = new RequestFiles(Map.of("kustomization.yaml", content));
            assertThatExceptionOfType(CommandException.class)
                    .isThrownBy(() -> READER.read(List.of("kustomize", "."), files))
                    .withMessageContaining("cannot be checked");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "overlays/kustomization.yaml ~ resources: [a.yaml, ../base]",
                "kustomization.yaml ~ {commonAnnotations: {path: /x/../..}}",
                "secret.yaml ~ {data: {x: !!binary aHR0cDovL3g=}}",
                "kustomization.yaml ~ broken: [",
                "deploy.yaml ~ {metadata: {annotations: {home: https://example.com}}}"
            })
    void leavesTheRestToKubectl(String path, String text) {
        assertThatCode(() -> apply(path, text)).doesNotThrowAnyException();
    }
}
