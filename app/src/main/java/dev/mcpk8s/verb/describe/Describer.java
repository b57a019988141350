package dev.mcpk8s.verb.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.print.describe.Description;
import java.io.IOException;

/** Describes the objects of one kind. */
interface Describer {

    /** The kind and its group, {@code Deployment.apps}; {@code Pod} where the group is empty. */
    String groupKind();

    /**
     * Writes everything about an object, with its events at the end.
     *
     * @param object as the server gave it
     * @throws dev.mcpk8s.error.CommandException when something it has to show cannot be read
     */
    void describe(JsonNode object, DescribeScope scope, Description out) throws IOException;
}
