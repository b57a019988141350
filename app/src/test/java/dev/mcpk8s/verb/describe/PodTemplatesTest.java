package dev.mcpk8s.verb.describe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodTemplatesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '|',
            value = {
                "{\"a\":1} ~ {\"a\":1} ~ true",
                "{\"a\":1} ~ {\"a\":2} ~ false",
                "{\"labels\":{\"a\":1,\"pod-template-hash\":2}} ~ {\"labels\":{\"a\":1}} ~ true",
                "{\"metadata\":{\"creationTimestamp\":null}} ~ {\"metadata\":{}} ~ true",
                "{\"limits\":{\"cpu\":\"1\"}} ~ {\"limits\":{\"cpu\":\"1000m\"}} ~ true",
                "{\"limits\":{\"cpu\":\"1\"}} ~ {\"limits\":{\"cpu\":\"1001m\"}} ~ false",
                "{\"emptyDir\":{}} ~ {} ~ false",
                "{\"args\":[]} ~ {} ~ true",
                "{\"args\":[\"a\"]} ~ {\"args\":[\"a\",\"b\"]} ~ false"
            })
    void comparesWhatTemplatesMean(String left, String right, boolean equal) throws Exception {
        assertThat(PodTemplates.areEqual(JSON.readTree(left), JSON.readTree(right)))
                .isEqualTo(equal);
    }
}
