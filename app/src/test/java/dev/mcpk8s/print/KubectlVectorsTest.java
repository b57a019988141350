package dev.mcpk8s.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every printer against the answers of kubectl's own code; the file is explained beside it. */
final class KubectlVectorsTest {

    private static final Map<String, List<KubectlVector>> VECTORS = new HashMap<>();

    @BeforeAll
    static void read() throws IOException {
        Map<String, String> fixtures = new HashMap<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                KubectlVectorsTest.class.getResourceAsStream(
                                        "kubectl-vectors.jsonl"),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode fields = KubectlVector.JSON.readTree(line);
                if (fields.has("fixture")) {
                    fixtures.put(fields.path("fixture").asText(), fields.path("in").asText());
                } else {
                    VECTORS.computeIfAbsent(fields.path("op").asText(), op -> new ArrayList<>())
                            .add(new KubectlVector(fields, fixtures));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json",
                "compact",
                "yaml",
                "kyaml",
                "value",
                "sharp",
                "tab",
                "table",
                "name",
                "jsonpath",
                "columns",
                "relaxed",
                "sort",
                "sorttable",
                "quantity",
                "age"
            })
    void answersAsKubectl(String operation) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (KubectlVector vector : VECTORS.getOrDefault(operation, List.of())) {
            if (!vector.holds()) {
                wrong.add(
                        vector.fields()
                                + "\nexpected\n"
                                + vector.expected()
                                + "\nbut was\n"
                                + vector.actual());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyOperationIsTested() {
        assertThat(VECTORS).hasSize(16);
    }
}
