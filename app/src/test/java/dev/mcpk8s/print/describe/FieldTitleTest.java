package dev.mcpk8s.print.describe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected titles are those of kubectl 1.36.2. */
class FieldTitleTest {

    @ParameterizedTest
    @CsvSource({
        "apiVersion, API Version",
        "kind, Kind",
        "uid, UID",
        "creationTimestamp, Creation Timestamp",
        "has_underscore, has_underscore",
        "digits2, digits2",
        "podCIDRs, Pod CIDRs",
        "guid, GUID",
        "aB, A B"
    })
    void splitsAtCapitals(String field, String title) {
        assertThat(FieldTitle.of(field)).isEqualTo(title);
    }
}
