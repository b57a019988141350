package dev.mcpk8s.verb.wait;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.WaitCondition;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.jsonpath.GoText;
import java.util.List;

/** A value at a path in an object (kubectl: {@code pkg/cmd/wait/json.go}). */
final class PathCheck {

    private PathCheck() {}

    /**
     * Whether the path leads to the value.
     *
     * @throws CommandException when it leads to several, or to something that is no single value
     */
    static boolean isMet(WaitCondition.Path wanted, JsonNode object) {
        List<List<JsonNode>> found = wanted.path().find(object, true);
        if (found.isEmpty() || found.getFirst().isEmpty()) {
            return false;
        }
        if (found.size() > 1) {
            throw failure("given jsonpath expression matches more than one list");
        }
        if (found.getFirst().size() > 1) {
            throw failure("given jsonpath expression matches more than one value");
        }
        if (wanted.value().isEmpty()) {
            return true;
        }
        JsonNode value = found.getFirst().getFirst();
        if (value.isContainerNode()) {
            throw failure("jsonpath leads to a nested object or list which is not supported");
        }
        return GoText.of(value).strip().equals(wanted.value().strip());
    }

    private static CommandException failure(String message) {
        return new CommandException(ErrorCode.COMMAND_FAILED, message);
    }
}
