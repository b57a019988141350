package dev.mcpk8s.verb.wait;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpk8s.command.WaitCondition;
import dev.mcpk8s.error.CommandException;
import dev.mcpk8s.error.ErrorCode;
import dev.mcpk8s.jsonpath.GoText;

/** A condition in an object's status (kubectl: {@code pkg/cmd/wait/condition.go}). */
final class StatusCheck {

    private StatusCheck() {}

    /**
     * Whether the object has the condition with its value, and the condition is of the object's
     * newest generation.
     *
     * @throws CommandException for a status that has no list of conditions
     */
    static boolean isMet(WaitCondition.Status wanted, JsonNode object) {
        JsonNode status = object.path("status");
        if (status.isMissingNode() || status.isNull()) {
            return false;
        }
        if (!status.isObject()) {
            throw unexpected(status, "map[string]interface{}");
        }
        JsonNode conditions = status.path("conditions");
        if (conditions.isMissingNode()) {
            return false;
        }
        if (!conditions.isArray()) {
            throw unexpected(conditions, "[]interface{}");
        }
        for (JsonNode condition : conditions) {
            boolean named =
                    condition.path("type").isTextual()
                            && condition.path("type").asText().equalsIgnoreCase(wanted.type());
            if (named && condition.path("status").isTextual()) {
                return isCurrent(condition, object)
                        && condition.path("status").asText().equalsIgnoreCase(wanted.value());
            }
        }
        return false;
    }

    private static boolean isCurrent(JsonNode condition, JsonNode object) {
        JsonNode generation = object.path("metadata").path("generation");
        JsonNode observed = condition.path("observedGeneration");
        if (!observed.isIntegralNumber()) {
            observed = object.path("status").path("observedGeneration");
        }
        return !generation.isIntegralNumber()
                || !observed.isIntegralNumber()
                || observed.asLong() >= generation.asLong();
    }

    private static CommandException unexpected(JsonNode value, String expected) {
        return new CommandException(
                ErrorCode.COMMAND_FAILED,
                ".status.conditions accessor error: "
                        + GoText.of(value)
                        + " is of the type "
                        + goType(value)
                        + ", expected "
                        + expected);
    }

    private static String goType(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
            case OBJECT -> "map[string]interface {}";
            case ARRAY -> "[]interface {}";
            default -> "<nil>";
        };
    }
}
