package dev.mcpk8s.filter.jq;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The built-in functions that are written in jq themselves. */
final class Prelude {

    private static final Map<String, Ast.Function> FUNCTIONS = load();

    private Prelude() {}

    /** Null when there is none. */
    static Ast.@Nullable Function function(String signature) {
        return FUNCTIONS.get(signature);
    }

    private static Map<String, Ast.Function> load() {
        Map<String, Ast.Function> functions = new HashMap<>();
        for (Ast.Function function :
                JqParser.definitions(
                        text(),
                        name -> Specials.NAMES.contains(name) || Natives.ALL.containsKey(name))) {
            functions.put(function.signature(), function);
        }
        return Map.copyOf(functions);
    }

    private static String text() {
        try (InputStream in = Prelude.class.getResourceAsStream("prelude.jq")) {
            if (in == null) {
                throw new IllegalStateException("prelude.jq is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
