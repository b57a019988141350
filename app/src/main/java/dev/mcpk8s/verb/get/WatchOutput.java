package dev.mcpk8s.verb.get;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.cluster.ApiResponse;
import dev.mcpk8s.error.CommandException;
import java.io.IOException;

/** How the objects of a watch are printed. */
sealed interface WatchOutput permits WatchTable, WatchDocuments {

    /**
     * A page of a list.
     *
     * @param version of the list; changes after it are not in it
     * @param next token of the page that follows, empty for none
     */
    record Page(String version, String next) {}

    /**
     * Prints what is there at the beginning, or a page of it.
     *
     * @param change to be named beside each object; empty for none
     * @param shown false to learn from it only what later lines need
     * @throws CommandException when it cannot be printed
     */
    Page begin(ApiResponse answer, String change, boolean shown) throws IOException;

    /** Prints an object: likewise. */
    void print(JsonNode object, String change, boolean shown) throws IOException;

    /** Writes what is waiting; what follows is aligned with it. */
    void flush() throws IOException;
}
