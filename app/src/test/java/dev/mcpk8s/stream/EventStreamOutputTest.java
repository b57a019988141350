package dev.mcpk8s.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpk8s.command.Cancellation;
import dev.mcpk8s.command.Execution;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.execution.Channel;
import dev.mcpk8s.execution.OutputEvent;
import dev.mcpk8s.stream.ServerSentEvents.Event;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EventStreamOutputTest {

    @Test
    void aStreamBeginsWithItsStartAndEndsWithItsEnd() {
        List<Event> events = stream(Framing.LINES, List.of(out("a\n"), err("b\n"), out("c")));

        assertThat(events)
                .containsExactly(
                        new Event(
                                1,
                                "control",
                                "{\"status\":\"started\",\"request_id\":\"r\",\"execution\":\"native\"}"),
                        new Event(2, "stdout", "a"),
                        new Event(3, "stderr", "b"),
                        new Event(4, "stdout", "c"),
                        new Event(5, "control", "{\"status\":\"done\",\"exit_code\":0}"));
    }

    @Test
    void theEndSaysWhatWentWrong() {
        List<Event> events =
                read(
                        Framing.LINES,
                        List.of(
                                new OutputEvent.Finished(
                                        OutputEvent.Outcome.TIMEOUT,
                                        124,
                                        ErrorCode.TIMEOUT,
                                        "say \"more\"",
                                        Duration.ZERO)));

        assertThat(events)
                .containsExactly(
                        new Event(
                                1,
                                "control",
                                "{\"status\":\"timeout\",\"exit_code\":124,\"code\":\"timeout\","
                                        + "\"message\":\"say \\\"more\\\"\"}"));
    }

    @Test
    void everyKindOfLineEndMakesOneEventAndEmptyLinesSurvive() {
        assertThat(lines("a\n\nb\r\nc\rd\r\r\n\n e:\n"))
                .containsExactly("a", "", "b", "c", "d", "", "", " e:");
    }

    @Test
    void aCarriageReturnAndItsLineFeedMayComeApart() {
        List<Event> events =
                stream(Framing.LINES, List.of(out("a\r"), out("\nb\r"), out("c\n"), out("\n")));

        assertThat(data(events, "stdout")).containsExactly("a", "b", "c", "");
    }

    @Test
    void nulIsKeptAndWhatIsNotUtf8IsReplaced() {
        assertThat(lines("a\0b\n")).containsExactly("a\0b");
        List<Event> events =
                stream(
                        Framing.LINES,
                        List.of(
                                new OutputEvent.Data(
                                        Channel.STDOUT, new byte[] {'x', (byte) 0xC3, '\n'}),
                                new OutputEvent.Data(
                                        Channel.STDOUT, new byte[] {(byte) 0xFF, 'y', '\n'})));
        assertThat(data(events, "stdout")).containsExactly("x\uFFFD", "\uFFFDy");
    }

    @Test
    void aCharacterCutBetweenTwoPiecesIsWhole() {
        byte[] text = "é€😀\n".getBytes(UTF_8);
        List<OutputEvent> pieces = new ArrayList<>();
        for (byte one : text) {
            pieces.add(new OutputEvent.Data(Channel.STDOUT, new byte[] {one}));
        }

        assertThat(data(stream(Framing.LINES, pieces), "stdout")).containsExactly("é€😀");
    }

    @Test
    void aLineWithoutEndComesInBoundedPiecesOfWholeCharacters() {
        String line = "é".repeat(1_700_000);
        List<String> pieces = lines(line);

        assertThat(pieces).hasSizeBetween(4, 5);
        assertThat(String.join("", pieces)).isEqualTo(line);
        assertThat(pieces)
                .allSatisfy(
                        piece ->
                                assertThat(piece.getBytes(UTF_8).length)
                                        .isLessThanOrEqualTo(LineSplitter.LONGEST));
    }

    @Property
    void linesAreThoseOfTheWholeTextHoweverItIsCut(
            @ForAll @Size(max = 12) List<@Size(max = 9) byte[]> pieces) {
        pieces.forEach(EventStreamOutputTest::makeLineEndsFrequent);
        List<Event> events = stream(Framing.LINES, all(Channel.STDOUT, pieces));

        assertThat(data(events, "stdout")).isEqualTo(reference(joined(pieces)));
        assertIdsIncreaseAndOneEnd(events);
    }

    @Property
    void bytesArriveExactlyHoweverTheyAreCut(
            @ForAll @Size(max = 12) List<byte[]> stdout,
            @ForAll @Size(max = 12) List<byte[]> stderr) {
        List<OutputEvent> both = new ArrayList<>(all(Channel.STDOUT, stdout));
        both.addAll(all(Channel.STDERR, stderr));
        List<Event> events = stream(Framing.BYTES, both);

        assertThat(decoded(events, "stdout")).isEqualTo(joined(stdout));
        assertThat(decoded(events, "stderr")).isEqualTo(joined(stderr));
        assertIdsIncreaseAndOneEnd(events);
    }

    private static void makeLineEndsFrequent(byte[] piece) {
        for (int i = 0; i < piece.length; i++) {
            piece[i] =
                    switch (piece[i] & 7) {
                        case 0, 1 -> '\n';
                        case 2, 3 -> '\r';
                        default -> piece[i];
                    };
        }
    }

    /** Lines as a person would find them: ends of all kinds made one, then split. */
    private static List<String> reference(byte[] bytes) {
        String marked = new String(bytes, ISO_8859_1).replace("\r\n", "\n").replace('\r', '\n');
        if (marked.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(Arrays.asList(marked.split("\n", -1)));
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines.stream().map(line -> new String(line.getBytes(ISO_8859_1), UTF_8)).toList();
    }

    private static void assertIdsIncreaseAndOneEnd(List<Event> events) {
        assertThat(events.stream().map(Event::id))
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(events.size());
        assertThat(data(events, "control")).hasSize(2);
        assertThat(events.getLast().data()).startsWith("{\"status\":\"done\"");
    }

    private static byte[] decoded(List<Event> events, String channel) {
        return joined(data(events, channel).stream().map(Base64.getDecoder()::decode).toList());
    }

    private static byte[] joined(List<byte[]> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static List<String> lines(String text) {
        return data(stream(Framing.LINES, List.of(out(text))), "stdout");
    }

    private static List<String> data(List<Event> events, String name) {
        return events.stream().filter(event -> event.name().equals(name)).map(Event::data).toList();
    }

    private static List<OutputEvent> all(Channel channel, List<byte[]> pieces) {
        return pieces.stream()
                .<OutputEvent>map(piece -> new OutputEvent.Data(channel, piece))
                .toList();
    }

    private static OutputEvent out(String text) {
        return new OutputEvent.Data(Channel.STDOUT, text.getBytes(UTF_8));
    }

    private static OutputEvent err(String text) {
        return new OutputEvent.Data(Channel.STDERR, text.getBytes(UTF_8));
    }

    private static List<Event> stream(Framing framing, List<OutputEvent> data) {
        List<OutputEvent> events = new ArrayList<>();
        events.add(new OutputEvent.Started("r", Execution.NATIVE));
        events.addAll(data);
        events.add(
                new OutputEvent.Finished(OutputEvent.Outcome.DONE, 0, null, null, Duration.ZERO));
        return read(framing, events);
    }

    private static List<Event> read(Framing framing, List<OutputEvent> events) {
        ByteStream stream =
                new ByteStream(
                        new Cancellation(),
                        self -> events.forEach(new EventStreamOutput(self, framing)::emit));
        Reader reader = new Reader(Long.MAX_VALUE);
        stream.subscribe(reader);
        assertThat(reader.awaitEnd()).isTrue();
        return ServerSentEvents.all(reader.text());
    }
}
