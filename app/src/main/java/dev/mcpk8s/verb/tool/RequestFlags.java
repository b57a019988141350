package dev.mcpk8s.verb.tool;

import dev.mcpk8s.command.ClusterTarget;
import dev.mcpk8s.command.ToolCommand;
import dev.mcpk8s.command.ToolUse;
import dev.mcpk8s.command.ToolUse.Field;
import dev.mcpk8s.execution.ExecutionContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tool's words with the request's fields as the tool's own flags, where the line does not give
 * them itself.
 */
final class RequestFlags {

    private static final Duration LEAST_MARGIN = Duration.ofSeconds(1);
    private static final Duration MOST_MARGIN = Duration.ofSeconds(10);

    private RequestFlags() {}

    static List<String> words(ToolCommand command, ExecutionContext context) {
        ToolUse use = command.use();
        List<String> flags = new ArrayList<>();
        for (Map.Entry<Field, String> free : use.fieldFlags().entrySet()) {
            String value = value(free.getKey(), context);
            if (value != null) {
                flags.add("--" + free.getValue() + "=" + value);
            }
        }
        List<String> words = new ArrayList<>(command.arguments());
        words.addAll(use.flagsAt(), flags);
        return words;
    }

    private static @Nullable String value(Field field, ExecutionContext context) {
        ClusterTarget target = context.target();
        return switch (field) {
            case NAMESPACE -> target.namespace();
            case CONTEXT -> target.context();
            case TIMEOUT -> toolsOwn(context.timeLimit()).toSeconds() + "s";
            case SECONDS -> String.valueOf(toolsOwn(context.timeLimit()).toSeconds());
        };
    }

    /**
     * A little less than the command has, so that the tool ends by itself: it says why, and undoes
     * what it was asked to undo.
     */
    static Duration toolsOwn(Duration limit) {
        Duration margin = limit.dividedBy(10);
        if (margin.compareTo(LEAST_MARGIN) < 0) {
            margin = LEAST_MARGIN;
        } else if (margin.compareTo(MOST_MARGIN) > 0) {
            margin = MOST_MARGIN;
        }
        Duration own = limit.minus(margin);
        return own.compareTo(LEAST_MARGIN) < 0 ? LEAST_MARGIN : own;
    }
}
