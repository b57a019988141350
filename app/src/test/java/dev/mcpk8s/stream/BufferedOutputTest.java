package dev.mcpk8s.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.Execution;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.OutputEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BufferedOutputTest {

    @Test
    void keepsBothStreamsApartAndSaysNothingOfACut() {
        BufferedOutput output = new BufferedOutput(100);
        output.emit(new OutputEvent.Started("r1", Execution.SUBPROCESS));
        data(output, Channel.STDOUT, "out\n");
        data(output, Channel.STDERR, "err\n");
        data(output, Channel.STDOUT, "more\n");
        end(output, 3);

        assertThat(output.result())
                .isEqualTo(
                        new CommandResult(
                                false,
                                "out\nmore\n",
                                "err\n",
                                3,
                                "subprocess",
                                5,
                                null,
                                "r1",
                                null));
    }

    @Test
    void aFileIsKeptWholeOrOnlyByName() {
        BufferedOutput output = new BufferedOutput(10);
        data(output, Channel.STDOUT, "0123456789");
        output.emit(new OutputEvent.File("a", new byte[] {1, 2, 3, 4, 5, 6}));
        output.emit(new OutputEvent.File("b", new byte[5]));
        output.emit(new OutputEvent.File("c", new byte[4]));
        end(output, 0);

        assertThat(output.result().output()).isEqualTo("0123456789");
        assertThat(output.result().files()).containsOnlyKeys("a", "b", "c");
        assertThat(contentOf(output, "a")).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(contentOf(output, "b")).isNull();
        assertThat(contentOf(output, "c")).hasSize(4);
    }

    @Test
    void afterTheFirstCutNothingOfThatStreamIsKeptSoThereIsNoHole() {
        BufferedOutput output = new BufferedOutput(10);
        data(output, Channel.STDOUT, "12345");
        data(output, Channel.STDOUT, "6789aéé");
        data(output, Channel.STDOUT, "Z");
        end(output, 0);

        assertThat(output.result().output()).isEqualTo("123456789a");
        assertThat(output.result().truncated()).isEqualTo(new CommandResult.Truncation(10, 15));
    }

    @Test
    void aFloodOnStandardOutputLeavesStandardErrorAQuarter() {
        BufferedOutput output = new BufferedOutput(40);
        data(output, Channel.STDOUT, "o".repeat(1000));
        data(output, Channel.STDERR, "e".repeat(1000));
        end(output, 0);

        assertThat(output.result().output()).isEqualTo("o".repeat(30));
        assertThat(output.result().error()).isEqualTo("e".repeat(10));
    }

    @Test
    void aShortStandardErrorLeavesTheRestToStandardOutputAndViceVersa() {
        BufferedOutput output = new BufferedOutput(40);
        data(output, Channel.STDERR, "e".repeat(1000));
        data(output, Channel.STDOUT, "ooo");
        end(output, 0);

        assertThat(output.result().output()).isEqualTo("ooo");
        assertThat(output.result().error()).isEqualTo("e".repeat(37));
        assertThat(output.result().truncated()).isEqualTo(new CommandResult.Truncation(40, 1003));
    }

    @Test
    void theMessageOfTheEndStandsOnALineOfItsOwn() {
        BufferedOutput output = new BufferedOutput(100);
        data(output, Channel.STDERR, "half a line");
        output.emit(
                new OutputEvent.Finished(
                        OutputEvent.Outcome.TIMEOUT,
                        124,
                        ErrorCode.TIMEOUT,
                        "too slow",
                        Duration.ZERO));

        assertThat(output.result().error()).isEqualTo("half a line\ntoo slow\n");
    }

    @Property
    void whatIsKeptIsABeginningInWholeCharactersWithinTheLimit(
            @ForAll @Size(max = 20) List<String> pieces, @ForAll @IntRange(max = 60) int limit) {
        BufferedOutput output = new BufferedOutput(limit);
        byte[] all = String.join("", pieces).getBytes(UTF_8);
        for (int start = 0; start < all.length; start += 7) {
            int length = Math.min(7, all.length - start);
            data(output, Channel.STDOUT, Arrays.copyOfRange(all, start, start + length));
        }
        end(output, 0);

        String kept = output.result().output();
        assertThat(new String(all, UTF_8)).startsWith(kept);
        assertThat(kept.getBytes(UTF_8).length)
                .isLessThanOrEqualTo(limit)
                .isGreaterThanOrEqualTo(Math.min(all.length, limit - 3));
        assertThat(output.result().truncated() == null)
                .isEqualTo(kept.getBytes(UTF_8).length == all.length);
    }

    private static void data(BufferedOutput output, Channel channel, String text) {
        data(output, channel, text.getBytes(UTF_8));
    }

    private static void data(BufferedOutput output, Channel channel, byte[] bytes) {
        output.emit(new OutputEvent.Data(channel, bytes));
    }

    private static void end(BufferedOutput output, int status) {
        output.emit(
                new OutputEvent.Finished(
                        OutputEvent.Outcome.DONE, status, null, null, Duration.ofMillis(5)));
    }

    private static byte @Nullable [] contentOf(BufferedOutput output, String path) {
        Map<String, CommandResult.File> files = Objects.requireNonNull(output.result().files());
        return Objects.requireNonNull(files.get(path)).base64();
    }
}
