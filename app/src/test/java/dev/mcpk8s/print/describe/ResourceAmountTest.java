package dev.mcpk8s.print.describe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts of resources: their canonical text and their sums. */
class ResourceAmountTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1500m, 1500m",
        "1000m, 1",
        "1.5, 1500m",
        "2000, 2k",
        "1024, 1024",
        "1024Mi, 1Gi",
        "1536Mi, 1536Mi",
        "512Ki, 512Ki",
        "1.5Ki, 1536",
        "0.5Ki, 512",
        "12e6, 12e6",
        "1e2, 100",
        "-1Gi, -1Gi",
        "100M, 100M"
    })
    void isWrittenAsTheServerWould(String given, String text) {
        assertThat(amount(given)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1Gi, 1Gi",
        "1Gi, 0, 1Gi",
        "1Gi, 1G, 2073741824",
        "1G, 1Gi, 2073741824",
        "1G, 1k, 1000001k",
        "250m, 750m, 1"
    })
    void aSumIsWrittenLikeItsFirstOperand(String left, String right, String sum) {
        assertThat(amount(left).plus(amount(right))).hasToString(sum);
    }

    @Property
    void readsWhatItWrites(@ForAll @LongRange(min = 0, max = 1L << 50) long bytes) {
        ResourceAmount decimal = amount(bytes + "m");
        ResourceAmount binary = amount(bytes / 1024 + "Ki");

        assertThat(amount(decimal.toString())).isEqualByComparingTo(decimal);
        assertThat(amount(binary.toString())).isEqualByComparingTo(binary);
        assertThat(decimal.milli()).isEqualTo(bytes);
    }

    private static ResourceAmount amount(String text) {
        return ResourceAmount.of(TextNode.valueOf(text));
    }
}
