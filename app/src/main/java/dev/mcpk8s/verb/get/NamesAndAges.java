package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * The table for objects that come without one: names and ages, as kubectl makes it (cli-runtime:
 * {@code printers/tableprinter.go}; apimachinery: {@code util/duration}).
 */
final class NamesAndAges {

    private static final List<Table.Column> COLUMNS =
            List.of(
                    new Table.Column("Name", "string", "name", 0),
                    new Table.Column("Age", "string", "", 0));

    private NamesAndAges() {}

    static Table table(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        List<String> cells =
                List.of(
                        metadata.path("name").asText(),
                        age(metadata.path("creationTimestamp").asText(), Instant.now()));
        return new Table(COLUMNS, List.of(new Table.Row(cells, object)), "", "");
    }

    /**
     * @param created RFC 3339; empty when it is not known
     */
    static String age(String created, Instant now) {
        try {
            return created.isEmpty()
                    ? "<unknown>"
                    : text(Duration.between(Instant.parse(created), now).toSeconds());
        } catch (DateTimeParseException unreadable) {
            return "<unknown>";
        }
    }

    private static String text(long seconds) {
        if (seconds < -1) {
            return "<invalid>";
        }
        long minutes = seconds / 60;
        long hours = minutes / 60;
        long days = hours / 24;
        long years = days / 365;
        if (seconds < 0) {
            return "0s";
        } else if (seconds < 120) {
            return seconds + "s";
        } else if (minutes < 10) {
            return both(minutes, "m", seconds % 60, "s");
        } else if (minutes < 180) {
            return minutes + "m";
        } else if (hours < 8) {
            return both(hours, "h", minutes % 60, "m");
        } else if (hours < 48) {
            return hours + "h";
        } else if (days < 8) {
            return both(days, "d", hours % 24, "h");
        } else if (days < 365 * 2) {
            return days + "d";
        } else if (days < 365 * 8) {
            return both(years, "y", days % 365, "d");
        }
        return years + "y";
    }

    private static String both(long great, String unit, long small, String smallUnit) {
        return small == 0 ? great + unit : great + unit + small + smallUnit;
    }
}
