package dev.mcpk8s.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OutputWriterTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Output output = event -> written.writeBytes(((OutputEvent.Data) event).bytes());

    @Property(tries = 300)
    void encodesLikeTheWholeStringHoweverItIsCut(@ForAll @Size(max = 20) List<String> pieces) {
        written.reset();
        OutputWriter writer = new OutputWriter(output, Channel.STDOUT);
        pieces.forEach(piece -> writer.write(piece, 0, piece.length()));
        writer.close();
        String whole = String.join("", pieces);
        assertThat(written.toByteArray()).isEqualTo(whole.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsASurrogatePairThatIsWrittenInHalves() {
        OutputWriter writer = new OutputWriter(output, Channel.STDOUT);
        writer.write("\uD83D");
        writer.write("\uDE80 go");
        writer.close();
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("\uD83D\uDE80 go");
    }

    @Test
    void handsOverLargeTextInPieces() {
        OutputWriter writer = new OutputWriter(output, Channel.STDOUT);
        String text = "é".repeat(100_000);
        writer.write(text);
        writer.flush();
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo(text);
    }
}
