package dev.mcpk8s.commandline.flag;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The first record of a comma-separated text, as Go's encoding/csv reads it for slice flags. */
final class Csv {

    private final String text;
    private final List<String> fields = new ArrayList<>();
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    /** No field at all for an empty text. */
    static List<String> firstRecord(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        Csv csv = new Csv(text);
        while (csv.field()) {
            csv.at++;
        }
        return List.copyOf(csv.fields);
    }

    /** Reads a field; whether a comma stands after it. */
    private boolean field() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int end = at;
        while (end < text.length() && text.charAt(end) != ',' && text.charAt(end) != '\n') {
            if (text.charAt(end) == '"') {
                throw wrong(end, "bare \" in non-quoted-field");
            }
            end++;
        }
        fields.add(text.substring(at, end));
        at = end;
        return at < text.length() && text.charAt(at) == ',';
    }

    private boolean quoted() {
        StringBuilder field = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '"') {
                field.append(c);
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                field.append('"');
                at += 2;
            } else {
                return endQuoted(field);
            }
        }
        throw wrong(at, "extraneous or missing \" in quoted-field");
    }

    private boolean endQuoted(StringBuilder field) {
        int quote = at++;
        if (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
            throw wrong(quote, "extraneous or missing \" in quoted-field");
        }
        fields.add(field.toString());
        return at < text.length() && text.charAt(at) == ',';
    }

    private FlagException wrong(int index, String what) {
        String before = text.substring(0, index);
        int lineStart = before.lastIndexOf('\n') + 1;
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        int column = before.substring(lineStart).getBytes(StandardCharsets.UTF_8).length + 1;
        String position = "line " + line + ", column " + column;
        return new FlagException("parse error on " + position + ": " + what);
    }
}
