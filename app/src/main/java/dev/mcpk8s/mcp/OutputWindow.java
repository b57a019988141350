package dev.mcpk8s.mcp;

import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a command's standard output an answer holds. The part is chosen anew in every call,
 * so that any replica can give the next one.
 *
 * @param offset how many bytes are left out at the beginning
 * @param budget how many bytes follow at most
 */
record OutputWindow(long offset, int budget) {

    static final String BUDGET = "max_output_bytes";
    static final String OFFSET = "offset";

    static final int SMALLEST = 100;

    /**
     * @throws CommandException {@link ErrorCode#INVALID_REQUEST}, naming the argument
     */
    static OutputWindow of(Map<String, Object> arguments, McpSettings settings) {
        int most = most(settings);
        return new OutputWindow(
                number(OFFSET, arguments.get(OFFSET), 0, Long.MAX_VALUE, 0),
                (int) number(BUDGET, arguments.get(BUDGET), SMALLEST, most, settings.maxOutput()));
    }

    /** How many bytes a call may ask for. */
    static int most(McpSettings settings) {
        return Math.max(settings.maxOutput(), settings.outputLimit());
    }

    private static long number(
            String name, @Nullable Object value, long least, long most, long otherwise) {
        if (value == null) {
            return otherwise;
        }
        long given =
                switch (value) {
                    case Integer whole -> whole;
                    case Long whole -> whole;
                    case String text when text.matches("[0-9]{1,18}") -> Long.parseLong(text);
                    default -> -1;
                };
        if (given < least || given > most) {
            throw new CommandException(
                    ErrorCode.INVALID_REQUEST,
                    name
                            + " must be a whole number of bytes, "
                            + (most == Long.MAX_VALUE
                                    ? least + " or more"
                                    : "from " + least + " to " + most));
        }
        return given;
    }
}
