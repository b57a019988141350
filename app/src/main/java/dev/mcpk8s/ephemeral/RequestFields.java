package dev.mcpk8s.ephemeral;

import dev.mcpk8s.commandline.lexer.Lexer;
import dev.mcpk8s.commandline.lexer.Word;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request as JSON gives them, read by type. A field that is null counts as not
 * given. Every refusal names the field by its path and never shows a value, which may be a secret.
 */
final class RequestFields {

    private final Map<String, ?> fields;
    private final String path;

    private RequestFields(Map<String, ?> fields, String path) {
        this.fields = fields;
        this.path = path;
    }

    static RequestFields of(Map<String, ?> fields) {
        return new RequestFields(fields, "");
    }

    boolean has(String name) {
        return fields.get(name) != null;
    }

    /** The fields as they came. */
    Map<String, ?> all() {
        return fields;
    }

    /** Whether the field is there, be it null. */
    boolean mentions(String name) {
        return fields.containsKey(name);
    }

    /** A text; null when it is not given, or blank. */
    @Nullable String text(String name) {
        return switch (fields.get(name)) {
            case null -> null;
            case String text -> text.isBlank() ? null : text;
            default -> throw invalid(name, "must be a string");
        };
    }

    /**
     * The words of a list, or of a text with POSIX quoting.
     *
     * @return null when it is not given
     */
    @Nullable List<String> words(String name) {
        return switch (fields.get(name)) {
            case String text -> split(name, text);
            case List<?> _ -> texts(name);
            case null -> null;
            default -> throw invalid(name, "must be a string, or a list of strings");
        };
    }

    /** A list of strings; null when it is not given. */
    @Nullable List<String> texts(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof List<?> list)) {
            throw invalid(name, "must be a list of strings");
        }
        List<String> texts = new ArrayList<>(list.size());
        for (Object entry : list) {
            if (!(entry instanceof String text)) {
                throw invalid(name + "[" + texts.size() + "]", "must be a string");
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    /** An object whose values are strings; numbers and booleans are taken as they are written. */
    Map<String, String> strings(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        RequestFields object = object(name);
        if (object == null) {
            return texts;
        }
        for (Map.Entry<String, ?> entry : object.fields.entrySet()) {
            switch (entry.getValue()) {
                case String text -> texts.put(entry.getKey(), text);
                case Number number -> texts.put(entry.getKey(), number.toString());
                case Boolean flag -> texts.put(entry.getKey(), flag.toString());
                case null, default ->
                        throw object.invalid(entry.getKey(), "must be a string, not a structure");
            }
        }
        return texts;
    }

    /** A whole number; null when it is not given. */
    @Nullable Long number(String name, long least, long most) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        boolean whole =
                value instanceof Integer
                        || value instanceof Long
                        || isWhole(value instanceof Double d ? d : null);
        if (whole && value instanceof Number number) {
            long given = number.longValue();
            if (given >= least && given <= most) {
                return given;
            }
        }
        throw invalid(name, "must be a whole number from " + least + " to " + most);
    }

    private static boolean isWhole(@Nullable Double value) {
        return value != null && value == Math.rint(value) && Math.abs(value) < 1e15;
    }

    boolean flag(String name, boolean otherwise) {
        return switch (fields.get(name)) {
            case null -> otherwise;
            case Boolean flag -> flag;
            default -> throw invalid(name, "must be true or false");
        };
    }

    /** The fields of an object; null when it is not given. */
    @SuppressWarnings("unchecked") // the names of a JSON object are strings
    @Nullable RequestFields object(String name) {
        return switch (fields.get(name)) {
            case null -> null;
            case Map<?, ?> object -> new RequestFields((Map<String, ?>) object, path + name + ".");
            default -> throw invalid(name, "must be an object");
        };
    }

    /** The objects of a list; null when it is not given. */
    @SuppressWarnings("unchecked") // the names of a JSON object are strings
    @Nullable List<RequestFields> objects(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof List<?> list)) {
            throw invalid(name, "must be a list of objects");
        }
        List<RequestFields> objects = new ArrayList<>(list.size());
        for (Object entry : list) {
            String place = name + "[" + objects.size() + "]";
            if (!(entry instanceof Map<?, ?> object)) {
                throw invalid(place, "must be an object");
            }
            objects.add(new RequestFields((Map<String, ?>) object, path + place + "."));
        }
        return List.copyOf(objects);
    }

    /**
     * @throws CommandException when there is a field besides these
     */
    void allowOnly(Set<String> names) {
        for (String name : fields.keySet()) {
            if (!names.contains(name)) {
                String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
                throw invalid(shown, "is no field of this request");
            }
        }
    }

    CommandException invalid(String name, String must) {
        return new CommandException(ErrorCode.INVALID_REQUEST, path + name + " " + must);
    }

    private List<String> split(String name, String text) {
        List<List<Word>> commands;
        try {
            commands = Lexer.pipe(text);
        } catch (CommandException unreadable) {
            throw new CommandException(
                    unreadable.code(),
                    path + name + ": " + unreadable.text() + "; or send a list of words");
        }
        if (commands.size() > 1) {
            throw invalid(name, "holds a pipe, and no shell runs here; quote it, or send a list");
        }
        return commands.getFirst().stream().map(Word::text).toList();
    }
}
