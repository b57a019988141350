package dev.mcpk8s.differential;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a container of the fixture has written: a line a second from the beginning of 2024. */
final class ContainerLog {

    private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

    private ContainerLog() {}

    /** The part of it that a query to a kubelet asks for. */
    static byte[] of(String pod, String container, Map<String, String> query) {
        String from = query.containsKey("previous") ? "before: " : "";
        List<byte[]> lines = lines(from + pod, container);
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            times.add(BEGIN.plusSeconds(i).plusNanos(1_000L * i));
        }
        Instant oldest = Instant.MIN;
        if (query.containsKey("sinceSeconds")) {
            oldest = Instant.now().minusSeconds(Long.parseLong(query.get("sinceSeconds")));
        } else if (query.containsKey("sinceTime")) {
            oldest = Instant.parse(query.get("sinceTime"));
        }
        int first = 0;
        if (query.containsKey("tailLines")) {
            first = (int) Math.max(0, lines.size() - Long.parseLong(query.get("tailLines")));
        }
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        for (int i = first; i < lines.size(); i++) {
            if (!times.get(i).isBefore(oldest)) {
                if (query.containsKey("timestamps")) {
                    log.writeBytes((times.get(i) + " ").getBytes(StandardCharsets.UTF_8));
                }
                log.writeBytes(lines.get(i));
            }
        }
        byte[] all = log.toByteArray();
        long limit = Long.parseLong(query.getOrDefault("limitBytes", "" + all.length));
        return all.length > limit ? Arrays.copyOf(all, (int) limit) : all;
    }

    private static List<byte[]> lines(String pod, String container) {
        return switch (container) {
            case "empty" -> List.of();
            case "same" -> numbered("the same in every pod", 14);
            case "odd" ->
                    List.of(
                            text("ünïcode 🚀 and \u001b[31mred\u001b[0m\r\n"),
                            new byte[] {'\n'},
                            new byte[] {'t', 'a', 'b', '\t', 0, '\n'},
                            text("no newline at the end"));
            case "long" -> List.of(text("x".repeat(150_000) + "\n"), text("y".repeat(70_000)));
            case "huge" -> numbered("one of very many lines of " + pod, 20_000);
            case "newlines" -> List.of(text("\n"), text("\n"), text("\n"));
            default -> numbered(pod + "/" + container, 14);
        };
    }

    private static List<byte[]> numbered(String text, int count) {
        List<byte[]> lines = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            lines.add(text(text + " line " + i + "\n"));
        }
        return lines;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
