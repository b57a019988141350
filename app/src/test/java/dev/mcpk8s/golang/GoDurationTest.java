package dev.mcpk8s.golang;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "7, 7ns",
        "1500, 1.5µs",
        "300000000, 300ms",
        "1000000, 1ms",
        "2500000000, 2.5s",
        "60000000000, 1m0s",
        "61001000000, 1m1.001s",
        "3600000000000, 1h0m0s",
        "5400000000001, 1h30m0.000000001s",
        "9223372036854775807, 2562047h47m16.854775807s"
    })
    void isWrittenAsGoDoes(long nanos, String expected) {
        assertThat(GoDuration.text(Duration.ofNanos(nanos))).isEqualTo(expected);
    }
}
