package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.print.ListPrinter;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A list on its way to its printer. What cannot be printed ends the printing but not the fetching,
 * which may fail too: kubectl tells of both.
 */
final class ListedItems {

    private final ListPrinter printer;
    private final UnaryOperator<JsonNode> form;
    private boolean empty = true;
    private @Nullable CommandException unprintable;

    /**
     * @param form what is shown of an object
     */
    ListedItems(ListPrinter printer, UnaryOperator<JsonNode> form) {
        this.printer = printer;
        this.form = form;
    }

    /**
     * @throws CommandException when the command is to stop
     */
    void add(JsonNode object) throws IOException {
        empty = false;
        attempt(() -> printer.item(form.apply(object)));
    }

    /** Ends the list, unless something in it could not be printed. */
    void end() throws IOException {
        attempt(printer::end);
    }

    /** Whether nothing came. */
    boolean isEmpty() {
        return empty;
    }

    /** Why the list could not be printed; null when it could. */
    @Nullable CommandException unprintable() {
        return unprintable;
    }

    /** Something to print. */
    @FunctionalInterface
    private interface Print {
        void run() throws IOException;
    }

    private void attempt(Print print) throws IOException {
        if (unprintable != null) {
            return;
        }
        try {
            print.run();
        } catch (CommandException failure) {
            ErrorCode code = failure.code();
            if (code.exitStatus() != ErrorCode.COMMAND_FAILED.exitStatus()) {
                throw failure;
            }
            unprintable = failure;
        }
    }
}
