package dev.mcpk8s.mcp.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.OutputEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VersionLinesTest {

    private AtomicInteger changes = new AtomicInteger();
    private VersionLines lines = new VersionLines("10", changes::incrementAndGet);

    @Property
    void countsEachNewVersionWhereverTheOutputIsCut(@ForAll @IntRange(min = 1, max = 12) int size) {
        changes = new AtomicInteger();
        lines = new VersionLines("10", changes::incrementAndGet);
        String text = "10\n11\n11\n12\n13\n";
        for (int i = 0; i < text.length(); i += size) {
            print(Channel.STDOUT, text.substring(i, Math.min(text.length(), i + size)));
        }

        assertThat(changes).hasValue(3);
    }

    @Test
    void noticesWhatHappenedBetweenTwoRuns() {
        print(Channel.STDOUT, "10\n1");
        lines.startRun();
        print(Channel.STDOUT, "10\n");
        assertThat(changes).hasValue(0);

        lines.startRun();
        print(Channel.STDOUT, "11\n");
        assertThat(changes).hasValue(1);
    }

    @Test
    void tellsOnceThatTheObjectIsGone() {
        for (int run = 0; run < 3; run++) {
            lines.startRun();
            print(Channel.STDERR, "Error from server (NotFound): pods \"x\" not found\n");
            end();
        }
        assertThat(changes).hasValue(1);

        lines.startRun();
        print(Channel.STDERR, "Unable to connect to the server\n");
        end();
        assertThat(changes).hasValue(1);
    }

    private void print(Channel channel, String text) {
        lines.emit(new OutputEvent.Data(channel, text.getBytes(StandardCharsets.UTF_8)));
    }

    private void end() {
        lines.emit(
                new OutputEvent.Finished(OutputEvent.Outcome.DONE, 1, null, null, Duration.ZERO));
    }
}
